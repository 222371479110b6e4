import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Polygon } from "../../../shared/location/boundary.ts";
import { makeBoundary } from "../../../shared/location/make-boundary.ts";
import { type Side, sideOf } from "../../../shared/location/point-in-polygon.ts";

type Corners = readonly (readonly [x: number, y: number])[];

async function polygonOf(...rings: readonly Corners[]): Promise<Polygon> {
  const { groups } = await makeBoundary([{ area: "a", rings: rings.map((each) => Int32Array.from(each.flat())) }]);
  const polygon = groups[0]?.polygons[0];
  if (polygon === undefined) throw new Error("there is a polygon");
  return polygon;
}

const square = (west: number, south: number, side: number): Corners => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
];

describe("a point", () => {
  const triangle: Corners = [
    [0, 450],
    [20, 450],
    [0, 470],
  ];

  it.each<[string, readonly Corners[], readonly [number, number], Side]>([
    ["in the outside", [square(0, 0, 10)], [5, 5], "inside"],
    ["on the outside", [square(0, 0, 10)], [0, 5], "border"],
    ["in a hole", [square(0, 0, 10), square(2, 2, 4)], [3, 3], "outside"],
    ["on the side of a hole", [square(0, 0, 10), square(2, 2, 4)], [2, 3], "border"],
    ["beside a hole", [square(0, 0, 10), square(2, 2, 4)], [8, 8], "inside"],
    ["where a hole pokes out of the outside", [triangle, square(9, 459, 10)], [15, 465], "outside"],
    ["on the side of a hole where it pokes out", [triangle, square(9, 459, 10)], [19, 465], "outside"],
    ["on the outside where a hole pokes out", [triangle, square(9, 459, 10)], [10, 460], "outside"],
    ["in the outside, beside such a hole", [triangle, square(9, 459, 10)], [5, 455], "inside"],
    ["in a hole that lies out of the outside", [square(0, 0, 10), square(20, 0, 5)], [22, 2], "outside"],
    ["in two holes", [square(0, 0, 10), square(1, 1, 5), square(4, 4, 5)], [5, 5], "outside"],
    ["on the side of one hole, in another", [square(0, 0, 10), square(1, 1, 5), square(4, 4, 5)], [4, 5], "outside"],
    ["in a hole as large as the outside", [square(0, 0, 10), square(0, 0, 10)], [5, 5], "outside"],
  ])("%s is told", async (_, rings, [x, y], side) => {
    expect(sideOf(await polygonOf(...rings), x, y)).toBe(side);
  });

  it("is inside only where it is in the first ring and in none of the others", async () => {
    const corner = fc.tuple(fc.nat(20), fc.nat(20));
    const ring = fc.array(corner, { minLength: 3, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(ring, { minLength: 1, maxLength: 4 }), corner, async (rings, [x, y]) => {
        const each = await Promise.all(rings.map(async (one) => sideOf(await polygonOf(one), x, y)));
        const [outside, ...holes] = each;
        const isInside = outside === "inside" && holes.every((side) => side === "outside");
        const isOutside = outside === "outside" || holes.includes("inside");
        expect(sideOf(await polygonOf(...rings), x, y)).toBe(isInside ? "inside" : isOutside ? "outside" : "border");
      }),
    );
  });
});
