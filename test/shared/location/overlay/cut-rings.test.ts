import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cut, cutRings } from "../../../../shared/location/overlay/cut-rings.ts";

const ring = (...corners: readonly (readonly [number, number])[]): Int32Array => Int32Array.from(corners.flat());
const both = async (rings: readonly Int32Array[], cut: Omit<Cut, "side">) => ({
  low: await cutRings(rings, { ...cut, side: "low" }),
  high: await cutRings(rings, { ...cut, side: "high" }),
});

/** By the even-odd rule, at a place between whole numbers. */
function isInside(rings: readonly Int32Array[], x: number, y: number): boolean {
  let crossings = 0;
  for (const xy of rings)
    for (let i = 0; i < xy.length; i += 2) {
      const next = (i + 2) % xy.length;
      const [ax, ay, bx, by] = [xy[i] ?? 0, xy[i + 1] ?? 0, xy[next] ?? 0, xy[next + 1] ?? 0];
      if (ay > y !== by > y && ax + ((bx - ax) * (y - ay)) / (by - ay) > x) crossings++;
    }
  return crossings % 2 === 1;
}

describe("rings that are cut along a line", () => {
  it("leave parts that are apart as rings of their own", async () => {
    const comb = ring([0, 0], [9, 0], [9, 9], [6, 9], [6, 3], [3, 3], [3, 9], [0, 9]);
    const { low, high } = await both([comb], { axis: "y", at: 5 });
    expect(high.map((xy) => [...xy])).toEqual([
      [9, 5, 9, 9, 6, 9, 6, 5],
      [3, 5, 3, 9, 0, 9, 0, 5],
    ]);
    expect(low).toHaveLength(1);
  });

  it("leave a hole that the line crosses as a notch in the outside", async () => {
    const rings = [ring([0, 0], [9, 0], [9, 9], [0, 9]), ring([3, 3], [3, 6], [6, 6], [6, 3])];
    const { low, high } = await both(rings, { axis: "x", at: 5 });
    expect([low.length, high.length]).toEqual([1, 1]);
    expect(low[0]).toHaveLength(16);
  });

  it("leave nothing where they only touch the line", async () => {
    const triangle = ring([0, 0], [4, 2], [0, 4]);
    expect(await cutRings([triangle], { axis: "x", at: 4, side: "high" })).toEqual([]);
    expect(await cutRings([triangle], { axis: "x", at: 0, side: "low" })).toEqual([]);
    const square = ring([0, 0], [4, 0], [4, 4], [0, 4]);
    expect(await cutRings([square], { axis: "x", at: 4, side: "high" })).toEqual([]);
  });

  it("cross the line at the same place whichever way an edge goes", async () => {
    const cut: Cut = { axis: "x", at: 1_000, side: "low" };
    const [one] = await cutRings([ring([-7, 3], [2_001, 911], [-9, 2_000])], cut);
    const [other] = await cutRings([ring([2_001, 911], [-7, 3], [-9, 2_000])], cut);
    expect([...(one ?? [])].sort()).toEqual([...(other ?? [])].sort());
  });

  it("enclose on both sides what they enclosed, however they cross themselves", async () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }));
    const shapes = fc.array(fc.array(corner, { minLength: 3, maxLength: 8 }), { minLength: 1, maxLength: 3 });
    const axis = fc.constantFrom("x" as const, "y" as const);
    await fc.assert(
      fc.asyncProperty(shapes, axis, fc.integer({ min: 0, max: 20 }), async (corners, axis, at) => {
        // So large that rounding moves no edge over a point that is looked at.
        const size = 1_000_000;
        const rings = corners.map((each) => ring(...each.map(([x, y]) => [x * size, y * size] as const)));
        const { low, high } = await both(rings, { axis, at: at * size });
        const wrong: number[][] = [];
        for (let x = 0.137 * size; x < 20 * size; x += size)
          for (let y = 0.291 * size; y < 20 * size; y += size) {
            const [here, there] = (axis === "x" ? x : y) < at * size ? [low, high] : [high, low];
            if (isInside(here, x, y) !== isInside(rings, x, y) || isInside(there, x, y)) wrong.push([x, y]);
          }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
