import type { LocationTable } from "../../location/areas.ts";
import type { Boundary } from "../../location/boundary.ts";
import type { ComparedAreas, NotCompared } from "../../location/overlay/compare-areas.ts";
import type { ConfigDocument } from "../document.ts";
import { type Drawn, type FeatureCollection, featureCollection } from "./geo-json.ts";

type OverlapProperties = {
  readonly territory: string;
  readonly areas: readonly [string, string];
  readonly holds: string;
  readonly within: boolean;
  readonly squareMetres: number;
};

type GapProperties = {
  readonly territory: string;
  readonly areas: readonly string[];
  readonly squareMetres: number;
};

/** Where the boundaries of areas of one territory overlap, and what they enclose and none of them has. The largest first. */
export type BoundaryCoverage = {
  /** Whether all territories were compared. */
  readonly complete: boolean;
  readonly leftOut: readonly ({ readonly territory: string } & NotCompared)[];
  readonly overlaps: FeatureCollection<OverlapProperties>;
  readonly gaps: FeatureCollection<GapProperties>;
  /** How many there are in all. */
  readonly counts: { readonly overlaps: number; readonly gaps: number };
};

export type BoundariesToCover = {
  readonly areas: ConfigDocument["areas"];
  readonly locationTables: ReadonlyMap<string, LocationTable>;
  /** Null for all territories. */
  readonly territories: ReadonlySet<string> | null;
  /** Whether it has taken so long that the rest is left out. */
  readonly isOver: () => boolean;
};

/** Compares the boundaries of areas, territory by territory. Loads what it needs for that. Paced. */
export async function coverBoundaries({
  areas,
  locationTables,
  territories,
  isOver,
}: BoundariesToCover): Promise<BoundaryCoverage> {
  const { compareAreas } = await import("../../location/overlay/compare-areas.ts");
  const boundaries = [...locationTables.values()].flatMap((table) =>
    table.keys === "boundary" ? [table.boundary] : [],
  );
  const leftOut: BoundaryCoverage["leftOut"][number][] = [];
  const overlaps: Drawn<OverlapProperties>[] = [];
  const gaps: Drawn<GapProperties>[] = [];
  for (const [territory, names] of withBoundaries(areas, boundaries)) {
    if (territories?.has(territory) === false) continue;
    const compared = await compareAreas(boundaries, { areas: names, isOver });
    if ("why" in compared) leftOut.push({ territory, ...compared });
    else addFeatures(territory, compared, { overlaps, gaps });
  }
  return {
    complete: leftOut.length === 0,
    leftOut,
    overlaps: featureCollection(overlaps),
    gaps: featureCollection(gaps),
    counts: { overlaps: overlaps.length, gaps: gaps.length },
  };
}

/** The areas of each territory that have boundaries, in the order of the territories' codes. */
function withBoundaries(
  areas: ConfigDocument["areas"],
  boundaries: readonly Boundary[],
): readonly (readonly [string, ReadonlySet<string>])[] {
  const drawn = new Set(boundaries.flatMap(({ areas: names }) => names));
  const territories = new Map<string, Set<string>>();
  for (const { name, territory } of areas)
    if (drawn.has(name)) territories.set(territory, (territories.get(territory) ?? new Set<string>()).add(name));
  return [...territories].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

type Found = { readonly overlaps: Drawn<OverlapProperties>[]; readonly gaps: Drawn<GapProperties>[] };

function addFeatures(territory: string, compared: ComparedAreas, { overlaps, gaps }: Found): void {
  for (const { polygons, squareMetres, ...overlap } of compared.overlaps)
    overlaps.push({ properties: { territory, ...overlap, squareMetres: Math.round(squareMetres) }, polygons });
  for (const { polygons, squareMetres, areas } of compared.gaps)
    gaps.push({ properties: { territory, areas, squareMetres: Math.round(squareMetres) }, polygons });
}
