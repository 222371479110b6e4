import { edgesAtOnce, type Polygon, type Ring } from "./boundary.ts";

export type Side = "inside" | "outside" | "border";

/** Where a point is, in units: inside where it is in the first ring and in none of the others, which are holes. Exact. */
export function sideOf({ rings, box: [west, south, east, north] }: Polygon, x: number, y: number): Side {
  if (x < west || x > east || y < south || y > north) return "outside";
  let side: Side = "outside";
  for (const [i, ring] of rings.entries()) {
    const sideOfThis = sideOfRing(ring, x, y);
    if (i === 0) side = sideOfThis;
    else if (sideOfThis === "inside") return "outside";
    else if (sideOfThis === "border") side = "border";
    if (side === "outside") return side;
  }
  return side;
}

/** Where a point is by the even-odd rule, so that the way round does not matter. */
export function sideOfRing(ring: Ring, x: number, y: number): Side {
  const crossings = crossingsEast(ring, x, y);
  if (crossings < 0) return "border";
  return crossings % 2 === 1 ? "inside" : "outside";
}

/** How many edges a line from a point to the east crosses; -1 when the point is on the ring. */
function crossingsEast({ xy, boxes }: Ring, x: number, y: number): number {
  const corners = xy.length >> 1;
  let crossings = 0;
  for (let first = 0, at = 0; first < corners; first += edgesAtOnce, at += 4) {
    if (y < (boxes[at + 1] ?? 0) || y > (boxes[at + 3] ?? 0) || x > (boxes[at + 2] ?? 0)) continue;
    const end = Math.min(corners, first + edgesAtOnce);
    if (x < (boxes[at] ?? 0)) {
      // All of them are to the east: what counts is whether they end on the other side of the line.
      const last = end === corners ? 0 : end;
      if ((xy[2 * first + 1] ?? 0) > y !== (xy[2 * last + 1] ?? 0) > y) crossings++;
      continue;
    }
    const found = crossingsOfEdges(xy, first, end, x, y);
    if (found < 0) return -1;
    crossings += found;
  }
  return crossings;
}

function crossingsOfEdges(xy: Int32Array, first: number, end: number, x: number, y: number): number {
  let crossings = 0;
  let [ax, ay] = [xy[2 * first] ?? 0, xy[2 * first + 1] ?? 0];
  for (let corner = first + 1; corner <= end; corner++) {
    const at = 2 * corner === xy.length ? 0 : 2 * corner;
    const [bx, by] = [xy[at] ?? 0, xy[at + 1] ?? 0];
    if (ay > y !== by > y) {
      const turn = turnOf(ax, ay, bx, by, x, y);
      if (turn === 0) return -1;
      // The edge is to the east of the point where the point is on its left going up, on its right going down.
      if (turn > 0 === by > ay) crossings++;
    } else if (ay === y && isOnLevelEdge(ax, bx, by, x, y)) return -1;
    ax = bx;
    ay = by;
  }
  return crossings;
}

/** On an edge along the line, or on the corner that an edge begins at. */
const isOnLevelEdge = (ax: number, bx: number, by: number, x: number, y: number): boolean =>
  ax === x || (by === y && ax > x !== bx > x);

/** Beyond this share of what it is the difference of, a difference of two products has the right sign. */
const certain = 2 ** -50;

/** Positive where c is to the left of the way from a to b, negative to the right, 0 on the line. Exact for whole numbers below 2^33. */
export function turnOf(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (bx - ax) * (cy - ay);
  const right = (cx - ax) * (by - ay);
  const turn = left - right;
  if (Math.abs(turn) > certain * (Math.abs(left) + Math.abs(right))) return turn;
  return Number(BigInt(bx - ax) * BigInt(cy - ay) - BigInt(cx - ax) * BigInt(by - ay));
}
