import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceM, pointFrom } from "../../../shared/location/distances.ts";

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
