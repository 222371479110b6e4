import * as fc from "fast-check";
import { wrapped } from "../../../shared/location/distances.ts";
import type { Point } from "../../../shared/location/place.ts";

/** From a text such as `50 -2, 51 -2, 51 -1`: latitude first. */
export const ringFrom = (corners: string): readonly Point[] =>
  corners.split(",").map((corner) => {
    const [lat = Number.NaN, lon = Number.NaN] = corner.trim().split(/\s+/).map(Number);
    return { lat, lon };
  });

/** Corners anywhere in a box of a metre to some degrees, which may lie on the antimeridian; many on the same parallels. */
export const anyRing = fc
  .record({
    lat: fc.double({ min: -80, max: 80, noNaN: true }),
    lon: fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(180, -180, 0)),
    size: fc.constantFrom(1e-5, 0.003, 0.5, 5),
    corners: fc.array(
      fc.oneof(
        fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
        fc.tuple(fc.constantFrom(-1, -0.5, 0, 0.5, 1), fc.constantFrom(-1, -0.5, 0, 0.5, 1)),
      ),
      { minLength: 3, maxLength: 60 },
    ),
  })
  .map(({ lat, lon, size, corners }): readonly Point[] =>
    corners.map(([north, east]) => ({ lat: lat + size * north, lon: wrapped(lon + size * east) })),
  );
