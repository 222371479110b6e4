import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flatnessOf } from "../../../bench/load-test/flatness.ts";

const samplesOf = (values: readonly number[]) => values.map((value, i) => ({ atMs: 5_000 + i * 60_000, value }));

describe("flatness", () => {
  it.each([
    ["what stays", [50, 50, 50, 50, 50], { first: 50, last: 50, ratio: 1, perMinute: 0 }],
    ["what grows by 1 a minute", [10, 11, 12, 13, 14], { first: 10.5, last: 13.5, ratio: 13.5 / 10.5, perMinute: 1 }],
    ["what has one high point in the middle", [40, 40, 90, 40, 40], { first: 40, last: 40, ratio: 1, perMinute: 0 }],
    ["what was once high at the end", [40, 40, 40, 40, 40, 40, 40, 40, 60], { first: 40, last: 40, ratio: 1 }],
  ])("of %s compares the quarters by their medians", (_, values, expected) => {
    expect(flatnessOf(samplesOf(values))).toMatchObject(expected);
  });

  it("finds the slope of any straight line", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.double({ min: 1, max: 1_000, noNaN: true }),
        fc.integer({ min: 2, max: 50 }),
        (slope, start, count) => {
          const values = Array.from({ length: count }, (_, i) => start + i * slope);
          expect(flatnessOf(samplesOf(values)).perMinute).toBeCloseTo(slope, 6);
        },
      ),
    );
  });

  it.each([
    ["nothing", []],
    ["one sample", [1]],
  ])("refuses %s", (_, values) => {
    expect(() => flatnessOf(samplesOf(values))).toThrow("too few samples");
  });
});
