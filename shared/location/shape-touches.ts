import { type Box, edgesAtOnce, type Polygon, type Ring, touches } from "./boundary.ts";
import { sideOf, turnOf } from "./point-in-polygon.ts";
import type { Outline } from "./shape-outline.ts";

/** How many pairs of edges may be compared for one call: a shape that no phone reports must not hold up others. */
export type EdgeBudget = { left: number };

/** Whether a shape and a polygon have any point in common. False too when the budget is used up. */
export function shapeTouches(outline: Outline, polygon: Polygon, budget: EdgeBudget): boolean {
  const [outside] = polygon.rings;
  if (outside === undefined || !touches(outline.box, polygon.box)) return false;
  const [[x, y] = [0, 0]] = outline.corners;
  if (sideOf(polygon, x, y) !== "outside") return true;
  if (isWithin(outline, outside.xy[0] ?? 0, outside.xy[1] ?? 0)) return true;
  return polygon.rings.some((ring) => crosses(outline, ring, budget));
}

/** By the even-odd rule. A corner on the outline itself shows in `crosses`. */
function isWithin({ corners }: Outline, x: number, y: number): boolean {
  let isInside = false;
  for (const [i, [ax, ay]] of corners.entries()) {
    const [bx, by] = corners[i + 1] ?? corners[0] ?? [ax, ay];
    if (ay > y !== by > y && turnOf(ax, ay, bx, by, x, y) > 0 === by > ay) isInside = !isInside;
  }
  return isInside;
}

function crosses(outline: Outline, { xy, boxes }: Ring, budget: EdgeBudget): boolean {
  const corners = xy.length >> 1;
  for (let first = 0, at = 0; first < corners; first += edgesAtOnce, at += 4) {
    const box: Box = [boxes[at] ?? 0, boxes[at + 1] ?? 0, boxes[at + 2] ?? 0, boxes[at + 3] ?? 0];
    if (!touches(outline.box, box)) continue;
    for (let corner = first; corner < Math.min(corners, first + edgesAtOnce); corner++) {
      budget.left -= outline.corners.length;
      if (budget.left < 0) return false;
      const next = 2 * corner + 2 === xy.length ? 0 : 2 * corner + 2;
      if (crossesEdge(outline, xy[2 * corner] ?? 0, xy[2 * corner + 1] ?? 0, xy[next] ?? 0, xy[next + 1] ?? 0))
        return true;
    }
  }
  return false;
}

function crossesEdge({ corners, box }: Outline, ax: number, ay: number, bx: number, by: number): boolean {
  const edge: Box = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
  if (!touches(edge, box)) return false;
  for (const [i, [cx, cy]] of corners.entries()) {
    const [dx, dy] = corners[i + 1] ?? corners[0] ?? [cx, cy];
    if (!touches(edge, [Math.min(cx, dx), Math.min(cy, dy), Math.max(cx, dx), Math.max(cy, dy)])) continue;
    const [c, d] = [turnOf(ax, ay, bx, by, cx, cy), turnOf(ax, ay, bx, by, dx, dy)];
    const [a, b] = [turnOf(cx, cy, dx, dy, ax, ay), turnOf(cx, cy, dx, dy, bx, by)];
    if (c > 0 !== d > 0 && a > 0 !== b > 0) return true;
  }
  return false;
}
