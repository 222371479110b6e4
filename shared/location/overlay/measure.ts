import { unitsPerDegree } from "../boundary.ts";
import type { Polygon } from "./paths.ts";

/** The mean radius of the Earth. */
const earthM = 6_371_009;

const radians = (units: number): number => (units / unitsPerDegree) * (Math.PI / 180);

/** The area of a polygon on a sphere whose edges are straight on the map. So that of its parts is that of the whole. */
export const squareMetresOf = ([outside, ...holes]: Polygon): number =>
  holes.reduce((left, hole) => left - ringArea(hole), outside === undefined ? 0 : ringArea(outside));

/** The integral of the sine of the latitude along the edges. */
function ringArea(xy: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < xy.length; i += 2) {
    const next = i + 2 === xy.length ? 0 : i + 2;
    const east = radians((xy[next] ?? 0) - (xy[i] ?? 0));
    if (east === 0) continue;
    const half = radians((xy[next + 1] ?? 0) - (xy[i + 1] ?? 0)) / 2;
    const middle = radians(xy[i + 1] ?? 0) + half;
    sum += east * Math.sin(middle) * (half === 0 ? 1 : Math.sin(half) / half);
  }
  return Math.abs(sum) * earthM ** 2;
}

/** Narrower than so many metres on average, what lies between two borders comes of rounding. */
const narrowestM = 0.1;

/** Whether a polygon is so narrow that nobody can be in it. */
export const isSliver = (polygon: Polygon): boolean =>
  2 * squareMetresOf(polygon) < narrowestM * polygon.reduce((metres, ring) => metres + metresAround(ring), 0);

function metresAround(xy: Int32Array): number {
  const narrow = Math.cos(radians(xy[1] ?? 0));
  let length = 0;
  for (let i = 0; i < xy.length; i += 2) {
    const next = i + 2 === xy.length ? 0 : i + 2;
    length += Math.hypot(((xy[next] ?? 0) - (xy[i] ?? 0)) * narrow, (xy[next + 1] ?? 0) - (xy[i + 1] ?? 0));
  }
  return radians(length) * earthM;
}
