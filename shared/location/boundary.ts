/**
 * Coordinates are whole numbers of 1e-7 degrees, about a centimetre, so that the test of a point is exact: a point on a border is
 * on it for every area that has the border.
 */
export const unitsPerDegree = 1e7;

export const toUnits = (degrees: number): number => Math.round(degrees * unitsPerDegree);

/** A rectangle: west, south, east, north. */
export type Box = readonly [number, number, number, number];

/** So many edges of a ring are passed over at once where their box tells enough. */
export const edgesAtOnce = 64;

/** A closed line. `xy`: longitude and latitude of each corner in turn; the last corner is not the first again. */
export type Ring = {
  readonly xy: Int32Array;
  /** The boxes of `edgesAtOnce` edges each, four numbers a box. */
  readonly boxes: Int32Array;
};

/** The first ring is the outside, the others are holes. `area`: the place of its name in `areas` of its boundary. */
export type Polygon = { readonly area: number; readonly box: Box; readonly rings: readonly Ring[] };

/** Some polygons that lie near each other, and an index of their boxes. */
export type PolygonGroup = {
  readonly box: Box;
  readonly polygons: readonly Polygon[];
  readonly index: BoxIndex;
};

/** Places of the boxes that a rectangle touches. Of the library `flatbush`. */
export type BoxIndex = {
  readonly search: (west: number, south: number, east: number, north: number) => readonly number[];
};

/** Where areas are on the map. */
export type Boundary = {
  readonly areas: readonly string[];
  /** How large each area is, in some unit: of two that have a point, the smaller one is meant. */
  readonly sizes: readonly number[];
  readonly groups: readonly PolygonGroup[];
  readonly corners: number;
};

export const touches = ([west, south, east, north]: Box, other: Box): boolean =>
  west <= other[2] && east >= other[0] && south <= other[3] && north >= other[1];
