import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centreOfRing } from "../../../shared/location/centre-of-ring.ts";
import { distanceM } from "../../../shared/location/distances.ts";
import type { Point } from "../../../shared/location/place.ts";
import { uncertaintyOf } from "../../../shared/location/shape-size.ts";
import { anyRing, ringFrom } from "../../support/location/rings.ts";

/** Around a centre, on a flat map in metres. */
function onMap(ring: readonly Point[], centre: Point): readonly (readonly [number, number])[] {
  const turn = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;
  const metres = 111_195;
  const narrowed = Math.cos((centre.lat * Math.PI) / 180);
  return ring.map(({ lat, lon }) => [turn(lon - centre.lon) * metres * narrowed, (lat - centre.lat) * metres]);
}

/** Whether the middle of the map is in a ring, by the number of its turns to the east, and how far its line is. */
function around(ring: readonly (readonly [number, number])[]): { isInside: boolean; borderM: number } {
  let [isInside, borderM] = [false, Infinity];
  ring.forEach(([bx, by], i) => {
    const [ax, ay] = ring.at(i - 1) ?? [bx, by];
    if (ay < 0 !== by < 0 && ax - (ay * (bx - ax)) / (by - ay) > 0) isInside = !isInside;
    const squared = (bx - ax) ** 2 + (by - ay) ** 2;
    const share = squared === 0 ? 0 : Math.max(0, Math.min(1, -(ax * (bx - ax) + ay * (by - ay)) / squared));
    borderM = Math.min(borderM, Math.hypot(ax + share * (bx - ax), ay + share * (by - ay)));
  });
  return { isInside, borderM };
}

/** Of a box around a ring on the map, and a little more for the round Earth. */
function diameterM(ring: readonly Point[]): number {
  const lats = ring.map(({ lat }) => lat);
  const flattest = Math.min(...lats.map(Math.abs)) * (Math.min(...lats) < 0 && Math.max(...lats) > 0 ? 0 : 1);
  const onFlattest = onMap(ring, { lat: flattest, lon: ring[0]?.lon ?? 0 });
  const [xs, ys] = [onFlattest.map(([x]) => x), onFlattest.map(([, y]) => y)];
  return 1.0001 * Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) + 0.001;
}

describe("the centre of a ring", () => {
  it.each([
    ["of a triangle is its centroid", "0 1, 3 1, 0 4", [1, 2]],
    ["of an L is its centroid, as that lies inside", "1 1, 3 1, 3 2, 2 2, 2 3, 1 3", [11 / 6, 11 / 6]],
    ["of points in line is on the line", "1 1, 2 2, 3 3", [2.5, 2.5]],
    ["of points along a parallel is on it", "5 1, 5 2, 5 4", [5, 2.5]],
    ["of one corner three times is the corner", "5 5, 5 5, 5 5", [5, 5]],
    ["of a way there and back is on the way", "0 0, 2 2, 4 0, 2 2", [3, 1]],
    [
      "of a C is in one of its arms",
      "50 -2, 51 -2, 51 -1.9, 50.1 -1.9, 50.1 -1.1, 51 -1.1, 51 -1, 50 -1",
      [50.55, -1.95],
    ],
    ["of a C with level edges half way up is in it", "0 0, 4 0, 4 1, 2 1, 1 1, 1 6, 2 6, 2 7, 0 7", [3, 0.5]],
    ["of a bow tie is in one of its halves", "0 0, 2 0, 0 2, 2 2", [1, 0.5]],
    ["of a frame that is cut open is in the frame", "0 0, 0 9, 9 9, 9 0, 0 0, 1 1, 8 1, 8 8, 1 8, 1 1", [4.5, 0.5]],
    ["over the antimeridian is there", "-17 179, -17 -179, -16 -179, -16 179", [-16.5, 180]],
    [
      "of a C over the antimeridian is in one of its arms",
      "0 179, 4 179, 4 179.5, 1 179.5, 1 -178.5, 4 -178.5, 4 -178, 0 -178",
      [2.5, 179.25],
    ],
  ])("%s", (_, ring, [lat, lon]) => {
    const centre = centreOfRing(ringFrom(ring));
    expect(centre).toEqual({ lat: expect.closeTo(lat ?? Number.NaN, 9), lon: expect.closeTo(lon ?? Number.NaN, 9) });
  });

  it("is in it or on its line, however its edges cross", () => {
    fc.assert(
      fc.property(anyRing, (ring) => {
        const centre = centreOfRing(ring);
        const { isInside, borderM } = around(onMap(ring, centre));
        expect(isInside || borderM < 0.001).toBe(true);
        expect(Math.abs(centre.lon)).toBeLessThanOrEqual(180);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is nowhere farther from its corners than a box around it is wide", () => {
    fc.assert(
      fc.property(anyRing, (ring) => {
        const centre = centreOfRing(ring);
        expect(uncertaintyOf({ kind: "polygon", centre, ring })).toBeLessThanOrEqual(diameterM(ring));
      }),
      { numRuns: 2_000 },
    );
  });

  it("of four corners in London whose edges cross is in London", () => {
    const ring = ringFrom("51.501234 -0.141234, 51.504234 -0.138234, 51.504234 -0.141234, 51.501234 -0.138237");
    expect(distanceM(centreOfRing(ring), { lat: 51.502734, lon: -0.139734 })).toBeLessThan(200);
  });
});
