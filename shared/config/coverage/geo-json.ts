import { unitsPerDegree } from "../../location/boundary.ts";

/** The outside of a polygon, then its holes: longitude and latitude of each corner in turn, in units. */
type Rings = readonly Int32Array[];

/** A feature of GeoJSON (RFC 7946). `geometry`: null where the answer would be too long with it; `bbox` is always there. */
export type Feature<Properties> = {
  readonly type: "Feature";
  readonly bbox: readonly number[];
  readonly properties: Properties;
  readonly geometry: {
    readonly type: "MultiPolygon";
    readonly coordinates: readonly (readonly (readonly (readonly [number, number])[])[])[];
  } | null;
};

export type FeatureCollection<Properties> = {
  readonly type: "FeatureCollection";
  readonly features: readonly Feature<Properties>[];
};

/** A feature that is not yet written. */
export type Drawn<Properties> = { readonly properties: Properties; readonly polygons: readonly Rings[] };

const featuresAtMost = 200;
/** A feature of so many is written in a millisecond. */
const cornersAFeature = 3_000;
const cornersAtMost = 60_000;

/** The largest ones, by `squareMetres`, with as many corners as an answer can have. */
export function featureCollection<Properties extends { readonly squareMetres: number }>(
  drawn: readonly Drawn<Properties>[],
): FeatureCollection<Properties> {
  let left = cornersAtMost;
  const features = drawn
    .toSorted((a, b) => b.properties.squareMetres - a.properties.squareMetres)
    .slice(0, featuresAtMost)
    .map(({ properties, polygons }): Feature<Properties> => {
      const corners = polygons.flat().reduce((sum, xy) => sum + xy.length / 2, 0);
      const isWritten = corners <= Math.min(left, cornersAFeature);
      if (isWritten) left -= corners;
      const geometry = isWritten ? ({ type: "MultiPolygon", coordinates: polygons.map(coordinatesOf) } as const) : null;
      return { type: "Feature", bbox: boxOf(polygons), properties, geometry };
    });
  return { type: "FeatureCollection", features };
}

/** Each ring with its first corner again at the end (RFC 7946, 3.1.6). */
const coordinatesOf = (rings: Rings) =>
  rings.map((xy) => {
    const corners = Array.from({ length: xy.length / 2 }, (_, i) => positionAt(xy, 2 * i));
    return [...corners, positionAt(xy, 0)];
  });

const positionAt = (xy: Int32Array, at: number): readonly [number, number] => [
  (xy[at] ?? 0) / unitsPerDegree,
  (xy[at + 1] ?? 0) / unitsPerDegree,
];

/** West, south, east, north in degrees (RFC 7946, 5). */
function boxOf(polygons: readonly Rings[]): readonly number[] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outside = new Int32Array()] of polygons)
    for (let i = 0; i < outside.length; i += 2) {
      west = Math.min(west, outside[i] ?? 0);
      east = Math.max(east, outside[i] ?? 0);
      south = Math.min(south, outside[i + 1] ?? 0);
      north = Math.max(north, outside[i + 1] ?? 0);
    }
  return [west, south, east, north].map((units) => units / unitsPerDegree);
}
