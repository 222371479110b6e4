import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { MapTone } from "./map-tone.ts";

type Shapes = typeof import("world-shapes").worldShapes;

type Props = {
  /** What the map shows, for whoever does not see it. The list beside it has the same in words. */
  readonly label: string;
  /** By territory. Others are land without a meaning. */
  readonly tones: ReadonlyMap<string, MapTone>;
  /** What is told of a territory when somebody points at it. */
  readonly titleOf: (territory: string) => string;
  /** Drawn above the land. */
  readonly marks?: (place: PlaceOf) => ComponentChildren;
};

/** Where a mark for a territory stands; null for one that the map does not have. */
export type PlaceOf = (territory: string) => readonly [x: number, y: number] | null;

/** The world, each territory in its tone. Its outlines are loaded when it is first shown; without them the list is left. */
export function WorldMap({ label, tones, titleOf, marks }: Props) {
  const shapes = useWorldShapes();
  if (shapes === null) return <div class="map awaited" />;
  if (shapes === "failed") return <p class="quiet">The map could not be loaded. The list has the same.</p>;
  const { width, height, territories } = shapes;
  return (
    <svg class="map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {Object.entries(territories).map(([territory, { outline, at }]) => (
        <Territory key={territory} outline={outline} at={at} tone={tones.get(territory)} title={titleOf(territory)} />
      ))}
      {marks?.((territory) => territories[territory]?.at ?? null)}
    </svg>
  );
}

/** Null while they are loaded. */
function useWorldShapes(): Shapes | "failed" | null {
  const [shapes, setShapes] = useState<Shapes | "failed" | null>(null);
  useEffect(() => {
    import("world-shapes").then(
      ({ worldShapes }) => setShapes(worldShapes),
      () => setShapes("failed"),
    );
  }, []);
  return shapes;
}

type TerritoryProps = Shapes["territories"][string] & { readonly tone: MapTone | undefined; readonly title: string };

/** A dot without a tone is left out: it would be one of a hundred islands that mean nothing here. */
function Territory({ outline, at: [x, y], tone, title }: TerritoryProps) {
  const drawn = { class: `land ${tone ?? ""}`, fill: fillOf(tone) };
  if (outline === "")
    return tone === undefined ? null : (
      <circle {...drawn} cx={x} cy={y} r={7}>
        <title>{title}</title>
      </circle>
    );
  return (
    <path {...drawn} d={outline}>
      <title>{title}</title>
    </path>
  );
}

/** Tones with a pattern; the stylesheet fills the others. */
export const fillOf = (tone: MapTone | undefined): string | undefined =>
  tone === "hatched" || tone === "crossed" || tone === "dotted" ? `url(#${tone})` : undefined;

/** What tones with a pattern are filled with. Once on a page that has such tones. */
export const Patterns = () => (
  <svg class="patterns" aria-hidden="true">
    <pattern id="hatched" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="under unsure" width="12" height="12" />
      <rect class="over unsure" width="5" height="12" />
    </pattern>
    <pattern id="crossed" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="under unsure" width="14" height="14" />
      <path class="line unsure" d="M0 7h14M7 0v14" />
    </pattern>
    <pattern id="dotted" width="12" height="12" patternUnits="userSpaceOnUse">
      <rect class="under good" width="12" height="12" />
      <circle class="over good" cx="6" cy="6" r="3" />
    </pattern>
  </svg>
);

/** A square in a tone, for the words beside it. */
export const Swatch = ({ tone }: { readonly tone: MapTone }) => (
  <svg class="swatch" viewBox="0 0 36 36" aria-hidden="true">
    <rect class={`land ${tone}`} fill={fillOf(tone)} width="36" height="36" />
  </svg>
);
