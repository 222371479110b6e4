import { unwrapped } from "./distances.ts";
import type { Point } from "./place.ts";

/** No PIDF-LO holds more with decimals of a metre. */
const cornersAtMost = 1_500;
/**
 * So many pairs of edges are looked at for each edge of a ring: all of them up to 33 corners, and all that lie beside each other where
 * those are no more, on average. A ring too intricate for that must not hold up the call.
 */
const pairsPerEdge = 16;

/** About a centimetre, in degrees: what crosses by less touches, but for rounding. */
const depth = 1e-7;

/**
 * Whether two edges of a ring cross. One that only touches itself, as with a cut to a hole, does not. Also true of a ring that
 * is too intricate to tell.
 */
export function crossesItself(ring: readonly Point[]): boolean {
  if (ring.length > cornersAtMost) return true;
  const edges = sweptEdges(unwrapped(ring)).sort((a, b) => a.from - b.from);
  let left = pairsPerEdge * edges.length;
  for (const [i, edge] of edges.entries())
    for (let j = i + 1; j < edges.length; j++) {
      const other = edges[j];
      if (other === undefined || other.from > edge.to) break;
      if (left-- === 0) return true;
      if (other.low <= edge.high && other.high >= edge.low && cross(edge, other)) return true;
    }
  return false;
}

/** From a to b. `from`, `to`: its extent along x; `low`, `high`: along y. */
type Edge = Readonly<Record<"ax" | "ay" | "bx" | "by" | "from" | "to" | "low" | "high", number>>;

const edgesOf = (corners: readonly Point[]): Edge[] =>
  corners.map((to, i) => edgeBetween(corners[i === 0 ? corners.length - 1 : i - 1] ?? to, to));

/** x is the longitude. */
const edgeBetween = ({ lat: ay, lon: ax }: Point, { lat: by, lon: bx }: Point): Edge => ({
  ax,
  ay,
  bx,
  by,
  from: Math.min(ax, bx),
  to: Math.max(ax, bx),
  low: Math.min(ay, by),
  high: Math.max(ay, by),
});

/** Along the axis on which fewer edges lie beside each other. */
function sweptEdges(corners: readonly Point[]): Edge[] {
  const edges = edgesOf(corners);
  return isTall(edges) ? edgesOf(corners.map(mirrored)) : edges;
}

/** On the map with its axes exchanged. */
const mirrored = ({ lat, lon }: Point): Point => ({ lat: lon, lon: lat });

/** Whether more edges lie at one longitude than at one latitude, on average. */
function isTall(edges: readonly Edge[]): boolean {
  let [west, east, along, south, north, across] = [Infinity, -Infinity, 0, Infinity, -Infinity, 0];
  for (const { from, to, low, high } of edges) {
    west = Math.min(west, from);
    east = Math.max(east, to);
    along += to - from;
    south = Math.min(south, low);
    north = Math.max(north, high);
    across += high - low;
  }
  return along * (north - south) > across * (east - west);
}

const cross = (a: Edge, b: Edge): boolean =>
  leftOf(a, b.ax, b.ay) * leftOf(a, b.bx, b.by) < 0 && leftOf(b, a.ax, a.ay) * leftOf(b, a.bx, a.by) < 0;

/** Positive where a point is to the left of an edge, negative to the right, 0 on its line. */
function leftOf({ ax, ay, bx, by }: Edge, x: number, y: number): number {
  const [east, north] = [bx - ax, by - ay];
  const turn = east * (y - ay) - (x - ax) * north;
  return turn * turn <= depth * depth * (east * east + north * north) ? 0 : turn;
}
