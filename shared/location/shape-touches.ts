import { type Box, edgesAtOnce, type Polygon, type Ring, touches } from "./boundary.ts";
import { sideOf, sideOfRing, turnOf } from "./point-in-polygon.ts";
import type { Outline } from "./shape-outline.ts";

/**
 * How many edges of an outline may still be looked at for one call: a shape that no phone reports must not hold up others. Below 0
 * where it did not suffice.
 */
export type EdgeBudget = { left: number };

/** Whether a shape and a polygon have any point in common. False too when the budget is used up. */
export function shapeTouches(outline: Outline, polygon: Polygon, budget: EdgeBudget): boolean {
  const [outside, ...holes] = polygon.rings;
  if (outside === undefined || !touches(outline.box, polygon.box)) return false;
  const [x, y] = [outline.xy[0] ?? 0, outline.xy[1] ?? 0];
  if (sideOf(polygon, x, y) !== "outside") return true;
  if (isWithin(outline, outside.xy[0] ?? 0, outside.xy[1] ?? 0, budget)) return true;
  if (crosses(outline, outside, budget)) return true;
  // What a hole has outside of the outside is no border.
  return (
    holes.length > 0 && sideOfRing(outside, x, y) !== "outside" && holes.some((hole) => crosses(outline, hole, budget))
  );
}

/** By the even-odd rule. A corner on the outline itself shows in `crosses`. */
function isWithin({ xy, box: [west, south, east, north] }: Outline, x: number, y: number, budget: EdgeBudget): boolean {
  if (x < west || x > east || y < south || y > north) return false;
  budget.left -= xy.length >> 1;
  if (budget.left < 0) return false;
  let isInside = false;
  let [ax, ay] = [xy[xy.length - 2] ?? 0, xy[xy.length - 1] ?? 0];
  for (let at = 0; at < xy.length; at += 2) {
    const [bx, by] = [xy[at] ?? 0, xy[at + 1] ?? 0];
    if (ay > y !== by > y && turnOf(ax, ay, bx, by, x, y) > 0 === by > ay) isInside = !isInside;
    [ax, ay] = [bx, by];
  }
  return isInside;
}

function crosses(outline: Outline, { xy, boxes }: Ring, budget: EdgeBudget): boolean {
  const corners = xy.length >> 1;
  for (let first = 0, at = 0; first < corners; first += edgesAtOnce, at += 4) {
    const box: Box = [boxes[at] ?? 0, boxes[at + 1] ?? 0, boxes[at + 2] ?? 0, boxes[at + 3] ?? 0];
    if (!touches(outline.box, box)) continue;
    for (let corner = first; corner < Math.min(corners, first + edgesAtOnce); corner++) {
      const next = 2 * corner + 2 === xy.length ? 0 : 2 * corner + 2;
      const edge: Edge = [xy[2 * corner] ?? 0, xy[2 * corner + 1] ?? 0, xy[next] ?? 0, xy[next + 1] ?? 0];
      if (crossesEdge(outline, edge, budget)) return true;
      if (budget.left < 0) return false;
    }
  }
  return false;
}

/** Whether an edge from a to b crosses any of the outline's, each from c to d. */
function crossesEdge({ xy, box }: Outline, edge: Edge, budget: EdgeBudget): boolean {
  const around = boxOf(edge);
  if (!touches(box, around)) return false;
  budget.left -= xy.length >> 1;
  if (budget.left < 0) return false;
  const [ax, ay, bx, by] = edge;
  const [west, south, east, north] = around;
  let [cx, cy] = [xy[xy.length - 2] ?? 0, xy[xy.length - 1] ?? 0];
  for (let at = 0; at < xy.length; at += 2) {
    const [dx, dy] = [xy[at] ?? 0, xy[at + 1] ?? 0];
    const isBeside = (cx < west && dx < west) || (cx > east && dx > east);
    const isBeyond = (cy < south && dy < south) || (cy > north && dy > north);
    if (!isBeside && !isBeyond) {
      const [c, d] = [turnOf(ax, ay, bx, by, cx, cy), turnOf(ax, ay, bx, by, dx, dy)];
      const [a, b] = [turnOf(cx, cy, dx, dy, ax, ay), turnOf(cx, cy, dx, dy, bx, by)];
      if (c > 0 !== d > 0 && a > 0 !== b > 0) return true;
    }
    [cx, cy] = [dx, dy];
  }
  return false;
}

/** Longitude and latitude of both ends. */
type Edge = readonly [number, number, number, number];

const boxOf = ([ax, ay, bx, by]: Edge): Box => [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
