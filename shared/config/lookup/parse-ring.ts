import { type Checked, faulty, valid } from "../../checked.ts";
import { toUnits } from "../../location/boundary.ts";
import { pace } from "../../pace.ts";

const cornersAtOnce = 2_000;
const halfAWorld = 1_800_000_000;
const pole = 900_000_000;

/**
 * The corners of a linear ring (RFC 7946, 3.1.6), longitude and latitude in turn, in units, without the last one, which is the first
 * again, and without corners that are there twice in a row. Faults: what is wrong with the ring, each once. Paced.
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
  const isClosed = used > 2 && corners[0] === corners[used - 2] && corners[1] === corners[used - 1];
  if (!isClosed) return faulty(["a ring is not closed: its last position must be its first (RFC 7946, 3.1.6)"]);
  const open = corners.slice(0, used - 2);
  const fault = whyNoRing(open);
  return fault === null ? valid(open) : faulty([fault]);
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

function whyNoRing(xy: Int32Array): string | null {
  if (xy.length < 6) return "a ring has fewer than three different corners";
  let [isLevel, isUpright] = [true, true];
  for (let i = 0; i < xy.length; i += 2) {
    const next = (i + 2) % xy.length;
    const [ax, ay, bx, by] = [xy[i] ?? 0, xy[i + 1] ?? 0, xy[next] ?? 0, xy[next + 1] ?? 0];
    isLevel &&= ay === by;
    isUpright &&= ax === bx;
    const isAlongPole = ay === by && Math.abs(ay) === pole;
    if (Math.abs(ax - bx) > halfAWorld && !isAlongPole)
      return "an edge goes more than half around the world: what crosses the antimeridian is cut there in two (RFC 7946, 3.1.9)";
  }
  return isLevel || isUpright ? "a ring has no area" : null;
}
