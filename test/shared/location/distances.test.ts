import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centroidOf, distanceM, pointFrom } from "../../../shared/location/distances.ts";

const point = fc.record({
  lat: fc.double({ min: -89, max: 89, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe("distances", () => {
  it.each([
    [{ lat: 51.5, lon: -0.1 }, { lat: 48.85, lon: 2.35 }, 343_000],
    [{ lat: -17, lon: 179.9 }, { lat: -17, lon: -179.9 }, 21_300],
    [{ lat: 10, lon: 10 }, { lat: 10, lon: 10 }, 0],
  ])("are right to a percent: %j to %j", (a, b, metres) => {
    expect(Math.abs(distanceM(a, b) - metres)).toBeLessThanOrEqual(metres / 100);
  });

  it("are what they were when a point is found by one", () => {
    fc.assert(
      fc.property(
        point,
        fc.double({ min: 0, max: 100_000, noNaN: true }),
        fc.integer({ min: 0, max: 720 }),
        (start, m, deg) => {
          const end = pointFrom(start, m, deg);
          expect(Math.abs(end.lon)).toBeLessThanOrEqual(180);
          expect(distanceM(start, end)).toBeCloseTo(m, 1);
        },
      ),
    );
  });
});

describe("a centroid", () => {
  it.each([
    [
      "of a triangle",
      [
        [0, 1],
        [3, 1],
        [0, 4],
      ],
      [1, 2],
    ],
    [
      "of an L",
      [
        [1, 1],
        [3, 1],
        [3, 2],
        [2, 2],
        [2, 3],
        [1, 3],
      ],
      [11 / 6, 11 / 6],
    ],
    [
      "of points in line",
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      [2, 2],
    ],
    [
      "of one corner three times",
      [
        [5, 5],
        [5, 5],
        [5, 5],
      ],
      [5, 5],
    ],
  ])("%s", (_, corners, [lat, lon]) => {
    const centre = centroidOf(corners.map(([at = 0, east = 0]) => ({ lat: at, lon: east })));
    expect(centre.lat).toBeCloseTo(lat ?? Number.NaN, 9);
    expect(centre.lon).toBeCloseTo(lon ?? Number.NaN, 9);
  });
});
