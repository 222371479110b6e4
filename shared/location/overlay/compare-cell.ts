import type { Paths } from "clipper-lib";
import { pace } from "../../pace.ts";
import { type Box, touches } from "../boundary.ts";
import type { Cell, Piece } from "./cells.ts";
import { isSliver, squareMetresOf } from "./measure.ts";
import {
  cleanPaths,
  ctDifference,
  ctIntersection,
  ctUnion,
  narrowedPolygonsOf,
  type Origin,
  type Polygon,
  pathsWithout,
  polygonsOf,
  toPath,
  unitedPaths,
} from "./paths.ts";

/** What of two areas lies on each other; `areas`: the places of their names, the lower first. */
export type Overlap = {
  readonly areas: readonly [number, number];
  readonly polygons: Polygon[];
  squareMetres: number;
};

/** What no area has in one cell. */
export type Free = { readonly cell: Box; readonly polygon: Polygon };

/** What is found cell by cell. */
export type Findings = {
  /** How large each area is, by its place. */
  readonly sizes: number[];
  /** By the places of both areas. */
  readonly overlaps: Map<string, Overlap>;
  readonly free: Free[];
};

/** All that an area has in a cell, with paths that do not cross. */
type Share = { readonly area: number; readonly paths: Paths; readonly box: Box };

/** Finds what areas share in a cell, and what none has. Paced. */
export async function compareCell({ box, pieces }: Cell, findings: Findings): Promise<void> {
  const origin = { x: box[0], y: box[1] };
  const shares: Share[] = [];
  for (const [area, own] of byArea(pieces)) {
    shares.push(await shareOf(area, own, origin));
    if (pace.isDue()) await pace.rest();
  }
  addFree(box, shares, findings);
  for (const [i, one] of shares.entries()) {
    addSize(one, origin, findings);
    for (const other of shares.slice(i + 1)) {
      if (touches(one.box, other.box)) addOverlap(one, other, origin, findings);
      if (pace.isDue()) await pace.rest();
    }
  }
}

function byArea(pieces: readonly Piece[]): ReadonlyMap<number, readonly Piece[]> {
  const areas = new Map<number, Piece[]>();
  for (const piece of pieces) {
    const own = areas.get(piece.area);
    if (own === undefined) areas.set(piece.area, [piece]);
    else own.push(piece);
  }
  return areas;
}

/** Each polygon without its holes, as for calls; then all of them together. */
async function shareOf(area: number, pieces: readonly Piece[], origin: Origin): Promise<Share> {
  const each: Paths[] = [];
  for (const piece of pieces) {
    each.push(pathsOf(piece, origin));
    if (pace.isDue()) await pace.rest();
  }
  const paths = each.length === 1 ? each.flat() : unitedPaths(each.flat());
  return { area, paths, box: boxOf(pieces) };
}

function pathsOf({ outside, holes }: Piece, origin: Origin): Paths {
  const [whole, ...out] = [outside, ...holes].map((rings) => cleanPaths(rings.map((xy) => toPath(xy, origin))));
  return out.length === 0 ? (whole ?? []) : pathsWithout(whole ?? [], out.flat());
}

function boxOf(pieces: readonly Piece[]): Box {
  const of = (side: 0 | 1 | 2 | 3): readonly number[] => pieces.map(({ box }) => box[side]);
  return [Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(2)), Math.max(...of(3))];
}

function addSize({ area, paths }: Share, origin: Origin, { sizes }: Findings): void {
  for (const polygon of polygonsOf(ctUnion, [paths, []], origin))
    sizes[area] = (sizes[area] ?? 0) + squareMetresOf(polygon);
}

function addOverlap(one: Share, other: Share, origin: Origin, { overlaps }: Findings): void {
  const polygons = polygonsOf(ctIntersection, [one.paths, other.paths], origin).filter((each) => !isSliver(each));
  if (polygons.length === 0) return;
  const areas = one.area < other.area ? ([one.area, other.area] as const) : ([other.area, one.area] as const);
  const overlap = overlaps.get(areas.join()) ?? { areas, polygons: [], squareMetres: 0 };
  overlaps.set(areas.join(), overlap);
  for (const polygon of polygons) {
    overlap.polygons.push(polygon);
    overlap.squareMetres += squareMetresOf(polygon);
  }
}

/** In units: cracks of twice this width, and points where areas touch, are no way out. About four centimetres. */
const closed = 4;

function addFree(box: Box, shares: readonly Share[], { free }: Findings): void {
  const taken = shares.flatMap(({ paths }) => paths);
  const origin = { x: box[0], y: box[1] };
  // Wider first by what it is narrowed: so what is free along the sides of the cell reaches them.
  const whole = toPath(outlineOf(box, closed), origin);
  const left =
    taken.length === 0
      ? [[outlineOf(box, 0)]]
      : narrowedPolygonsOf(ctDifference, [[whole], taken], { origin, units: closed });
  for (const polygon of left) free.push({ cell: box, polygon });
}

/** A box as a ring, wider on all sides by some units. */
const outlineOf = ([west, south, east, north]: Box, by: number): Int32Array =>
  Int32Array.from([west - by, south - by, east + by, south - by, east + by, north + by, west - by, north + by]);
