import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossesItself } from "../../../shared/location/crosses-itself.ts";
import type { Point } from "../../../shared/location/place.ts";
import { ringFrom } from "../../support/location/rings.ts";

/** A ring around a point, whose distance from it differs by direction. */
const star = (corners: number, radiusAt: (i: number) => number): readonly Point[] =>
  Array.from({ length: corners }, (_, i) => {
    const direction = (2 * Math.PI * i) / corners;
    return { lat: 50 + radiusAt(i) * Math.sin(direction), lon: 179.9 + radiusAt(i) * Math.cos(direction) };
  }).map(({ lat, lon }) => ({ lat, lon: lon > 180 ? lon - 360 : lon }));

/** By all pairs, of whole numbers. */
function hasCrossing(ring: readonly Point[]): boolean {
  const edges = ring.map((to, i) => [ring.at(i - 1) ?? to, to] as const);
  const side = ([a, b]: readonly [Point, Point], c: Point) =>
    Math.sign((b.lon - a.lon) * (c.lat - a.lat) - (c.lon - a.lon) * (b.lat - a.lat));
  return edges.some((one) =>
    edges.some(
      (other) => side(one, other[0]) * side(one, other[1]) < 0 && side(other, one[0]) * side(other, one[1]) < 0,
    ),
  );
}

describe("a ring", () => {
  it.each([
    ["a bow tie", "0 0, 2 0, 0 2, 2 2"],
    [
      "four corners in London in the wrong order",
      "51.501234 -0.141234, 51.504234 -0.138234, 51.504234 -0.141234, 51.501234 -0.138237",
    ],
    ["a star of five corners drawn in one go", "10 0, -8 6, 3 -10, 3 10, -8 -6"],
    ["a bow tie over the antimeridian", "0 179, 2 179, 0 -179, 2 -179"],
  ])("crosses itself: %s", (_, ring) => {
    expect(crossesItself(ringFrom(ring))).toBe(true);
  });

  it.each<[string, readonly Point[]]>([
    ["a triangle", ringFrom("0 1, 3 1, 0 4")],
    ["a C", ringFrom("50 -2, 51 -2, 51 -1.9, 50.1 -1.9, 50.1 -1.1, 51 -1.1, 51 -1, 50 -1")],
    ["one that goes over the antimeridian", ringFrom("-17 179, -17 -179, -16 -179, -16 179")],
    ["a frame that is cut open", ringFrom("0 0, 0 9, 9 9, 9 0, 0 0, 1 1, 8 1, 8 8, 1 8, 1 1")],
    ["two squares that touch in a corner", ringFrom("0 0, 1 1, 1 2, 2 2, 2 1, 1 1, 1 0")],
    ["points in line", ringFrom("1 1, 2 2, 3 3")],
    ["one with corners twice", ringFrom("0 0, 0 0, 0 1, 1 1, 1 1, 1 0")],
    ["a circle of 1,500 corners", star(1_500, () => 0.5)],
    ["a coast of 1,500 corners", star(1_500, (i) => 0.5 + 0.01 * Math.sin(i / 3) + 0.1 * Math.sin(i / 200))],
  ])("does not cross itself: %s", (_, ring) => {
    expect(crossesItself(ring)).toBe(false);
  });

  it("crosses itself wherever a comparison of all pairs of edges says so", () => {
    const corner = fc.record({ lat: fc.integer({ min: -9, max: 9 }), lon: fc.integer({ min: -9, max: 9 }) });
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 33 }), (ring) => {
        expect(crossesItself(ring)).toBe(hasCrossing(ring));
      }),
      { numRuns: 1_000 },
    );
  });

  it("does not cross itself where its corners go once around a point", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 8, maxLength: 33 }), (radii) => {
        expect(crossesItself(star(radii.length, (i) => radii[i] ?? 1))).toBe(false);
      }),
    );
  });

  it("may cross itself where it is too intricate to tell", () => {
    expect(crossesItself(star(3_000, (i) => (i % 2 === 0 ? 0.01 : 1)))).toBe(true);
  });
});
