import { pace } from "../../pace.ts";

/** A line along which the map is cut, a meridian or a parallel: where x, or y, has a value in units. `side`: what is kept. */
export type Cut = { readonly axis: "x" | "y"; readonly at: number; readonly side: "low" | "high" };

const cornersAtOnce = 4_096;

/** What lies of a ring on the side that is kept, from the line to the line. */
type Chain = { readonly corners: readonly number[]; isUsed: boolean };

/** Where a chain meets the line. */
type End = { readonly chain: Chain; readonly isFirst: boolean; readonly along: number };

/**
 * What rings enclose, by the even-odd rule, on one side of a line. Where an edge crosses the line does not depend on which way it goes: two
 * areas that have it keep it. Paced.
 */
export async function cutRings(rings: readonly Int32Array[], cut: Cut): Promise<readonly Int32Array[]> {
  const kept: Int32Array[] = [];
  const ends: End[] = [];
  for (const xy of rings) {
    const first = firstEntry(xy, cut);
    if (first !== null) ends.push(...(await endsOf(xy, first, cut)));
    else if (isKept(xy, 0, cut)) kept.push(xy);
    if (pace.isDue()) await pace.rest();
  }
  return [...kept, ...joinChains(ends)];
}

/** What lies on the line counts as high. */
function isKept(xy: Int32Array, corner: number, { axis, at, side }: Cut): boolean {
  const value = xy[corner + (axis === "x" ? 0 : 1)] ?? 0;
  return side === "high" ? value >= at : value < at;
}

const after = (xy: Int32Array, corner: number): number => (corner + 2 === xy.length ? 0 : corner + 2);

/** The first corner after which the ring comes in; null where it does not cross the line. */
function firstEntry(xy: Int32Array, cut: Cut): number | null {
  let isIn = isKept(xy, xy.length - 2, cut);
  for (let corner = 0; corner < xy.length; corner += 2) {
    const wasIn = isIn;
    isIn = isKept(xy, corner, cut);
    if (isIn && !wasIn) return corner === 0 ? xy.length - 2 : corner - 2;
  }
  return null;
}

/** Both ends of each chain of a ring, which comes in after the corner `first`. */
async function endsOf(xy: Int32Array, first: number, cut: Cut): Promise<readonly End[]> {
  const ends: End[] = [];
  let corners: number[] = [];
  for (let i = 0, corner = first; i < xy.length; i += 2, corner = after(xy, corner)) {
    const next = after(xy, corner);
    const [isIn, comesIn] = [isKept(xy, corner, cut), isKept(xy, next, cut)];
    if (isIn) corners.push(xy[corner] ?? 0, xy[corner + 1] ?? 0);
    if (isIn !== comesIn) {
      const along = crossing(xy, [corner, next], cut);
      corners.push(...(cut.axis === "x" ? [cut.at, along] : [along, cut.at]));
      if (isIn) ends.push(...bothEnds(corners, cut));
      if (isIn) corners = [];
    }
    if (i % cornersAtOnce === 0 && pace.isDue()) await pace.rest();
  }
  return ends;
}

function bothEnds(corners: readonly number[], { axis }: Cut): readonly End[] {
  const chain = { corners, isUsed: false };
  const other = axis === "x" ? 1 : 0;
  return [
    { chain, isFirst: true, along: corners[other] ?? 0 },
    { chain, isFirst: false, along: corners[corners.length - 2 + other] ?? 0 },
  ];
}

/** Where on the line an edge crosses it: the same from both its ends. */
function crossing(xy: Int32Array, [a, b]: readonly [number, number], { axis, at }: Cut): number {
  const [own, other] = axis === "x" ? [0, 1] : [1, 0];
  const [low, high] = (xy[a + own] ?? 0) < (xy[b + own] ?? 0) ? [a, b] : [b, a];
  const share = (at - (xy[low + own] ?? 0)) / ((xy[high + own] ?? 0) - (xy[low + own] ?? 0));
  return Math.round((xy[low + other] ?? 0) + ((xy[high + other] ?? 0) - (xy[low + other] ?? 0)) * share);
}

/** The ends that the ends of a chain are joined with. */
type Partners = { readonly first?: End; readonly last?: End };

/** Along the line it goes in and out in turn: so each end is joined with its neighbour. */
function joinChains(ends: readonly End[]): readonly Int32Array[] {
  const sorted = ends.toSorted((a, b) => a.along - b.along);
  const partners = new Map<Chain, Partners>();
  for (const [i, { chain, isFirst }] of sorted.entries()) {
    const partner = sorted[i % 2 === 0 ? i + 1 : i - 1];
    if (partner !== undefined)
      partners.set(chain, { ...partners.get(chain), ...(isFirst ? { first: partner } : { last: partner }) });
  }
  const rings: Int32Array[] = [];
  for (const start of ends) {
    if (start.chain.isUsed || !start.isFirst) continue;
    const corners: number[] = [];
    for (let from: End | undefined = start; from !== undefined && !from.chain.isUsed; ) {
      from.chain.isUsed = true;
      addCorners(corners, from);
      const joined: Partners | undefined = partners.get(from.chain);
      from = from.isFirst ? joined?.last : joined?.first;
    }
    const ring = withoutDoubles(corners);
    if (ring.length >= 6) rings.push(ring);
  }
  return rings;
}

/** The corners of a chain from one of its ends to the other. */
function addCorners(corners: number[], { chain, isFirst }: End): void {
  const own = chain.corners;
  for (let i = 0; i < own.length; i += 2) {
    const corner = isFirst ? i : own.length - 2 - i;
    corners.push(own[corner] ?? 0, own[corner + 1] ?? 0);
  }
}

/** Without corners that are there twice in a row. */
function withoutDoubles(corners: readonly number[]): Int32Array {
  const kept = new Int32Array(corners.length);
  let used = 0;
  for (let i = 0; i < corners.length; i += 2) {
    const before = used === 0 ? corners.length - 2 : -1;
    const [x, y] = before >= 0 ? [corners[before], corners[before + 1]] : [kept[used - 2], kept[used - 1]];
    if (x === corners[i] && y === corners[i + 1]) continue;
    kept[used++] = corners[i] ?? 0;
    kept[used++] = corners[i + 1] ?? 0;
  }
  return kept.slice(0, used);
}
