import { type Checked, faulty, valid } from "../../checked.ts";
import { toUnits } from "../../location/boundary.ts";
import { pace } from "../../pace.ts";

const cornersAtOnce = 2_000;
const halfAWorld = 1_800_000_000;

/**
 * The corners of a linear ring (RFC 7946, 3.1.6), longitude and latitude in turn, in units, without the last one, which is the first
 * again, and without corners that are there twice in a row. Empty for a ring that encloses nothing: simplified maps have such. Faults: what
 * is wrong with the ring, each once. Paced.
 */
export async function parseRing(ring: unknown): Promise<Checked<Int32Array, string>> {
  if (!Array.isArray(ring)) return faulty(["must be a list of positions"]);
  const faults = new Set<string>();
  const corners = new Int32Array(2 * ring.length);
  let used = 0;
  for (const [i, position] of ring.entries()) {
    const fault = whyNoPosition(position);
    if (fault !== null) faults.add(fault);
    else {
      const [x, y] = [toUnits(position[0]), toUnits(position[1])];
      if (used === 0 || corners[used - 2] !== x || corners[used - 1] !== y) {
        corners[used++] = x;
        corners[used++] = y;
      }
    }
    if (i % cornersAtOnce === 0 && pace.isDue()) await pace.rest();
  }
  if (faults.size > 0) return faulty([...faults]);
  if (ring.length < 4) return faulty(["a ring has fewer than four positions (RFC 7946, 3.1.6)"]);
  if (used === 2) return valid(new Int32Array());
  const isClosed = used > 2 && corners[0] === corners[used - 2] && corners[1] === corners[used - 1];
  if (!isClosed) return faulty(["a ring is not closed: its last position must be its first (RFC 7946, 3.1.6)"]);
  const open = corners.slice(0, used - 2);
  if (goesAround(open)) return faulty([tooLong]);
  return valid(enclosesNothing(open) ? new Int32Array() : open);
}

function whyNoPosition(position: unknown): string | null {
  if (!Array.isArray(position) || position.length < 2 || position.some((each) => typeof each !== "number"))
    return "has a position that is no list of two numbers";
  const [lon, lat] = position;
  if (Math.abs(lat) > 90)
    return `has the latitude ${lat}${Math.abs(lat) <= 180 && Math.abs(lon) <= 90 ? ": longitude comes first (RFC 7946, 3.1.1)" : ""}`;
  return Math.abs(lon) > 180
    ? `has the longitude ${lon}: what crosses the antimeridian is cut there in two (RFC 7946, 3.1.9)`
    : null;
}

const tooLong =
  "an edge goes more than half around the world: what crosses the antimeridian is cut there in two (RFC 7946, 3.1.9)";

/** Along a parallel from one edge of the map to the other a ring may go: around a pole, say. */
function goesAround(xy: Int32Array): boolean {
  for (let i = 0; i < xy.length; i += 2) {
    const next = (i + 2) % xy.length;
    const [ax, ay, bx, by] = [xy[i] ?? 0, xy[i + 1] ?? 0, xy[next] ?? 0, xy[next + 1] ?? 0];
    const isAcrossTheMap = ay === by && Math.abs(ax - bx) === 2 * halfAWorld;
    if (Math.abs(ax - bx) > halfAWorld && !isAcrossTheMap) return true;
  }
  return false;
}

/** Whether all corners lie on one point, or on one parallel or meridian, or there are only two. */
function enclosesNothing(xy: Int32Array): boolean {
  if (xy.length < 6) return true;
  const [x, y] = [xy[0], xy[1]];
  return xy.every((value, i) => i % 2 === 1 || value === x) || xy.every((value, i) => i % 2 === 0 || value === y);
}
