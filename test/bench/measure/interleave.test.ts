import { describe, expect, it } from "vitest";
import { figureOf, interleave, quantile, ratioByRound, ratioOf } from "../../../bench/measure/interleave.ts";

describe("interleave", () => {
  it("lets every contestant begin in turn, after a round that is discarded", async () => {
    const order: string[] = [];
    const contestant = (name: string) => ({ name, sample: () => order.push(name) });
    const results = await interleave(2, [contestant("a"), contestant("b")]);
    expect(order.join("")).toBe("ababba");
    expect(results.get("a")).toEqual([3, 6]);
  });

  it("reports the median and the range of the rounds", async () => {
    const values = [100, 5, 1, 3];
    const results = await interleave(3, [{ name: "a", sample: () => values.shift() ?? 0 }]);
    expect(figureOf(results, "a", (value) => value)).toEqual({ median: 3, least: 1, most: 5 });
  });

  it("compares medians, and the samples of the same round", async () => {
    const results = new Map([
      ["a", [2, 6, 12]],
      ["b", [1, 2, 6]],
    ]);
    expect(ratioOf(results, { name: "a", base: "b", read: Number })).toEqual({ median: 3, least: 2, most: 3 });
  });

  it("takes the median of each round's own ratio where rounds differ", () => {
    const results = new Map([
      ["a", [2, 60, 12]],
      ["b", [1, 20, 6]],
    ]);
    expect(ratioByRound(results, { name: "a", base: "b", read: Number })).toEqual({ median: 2, least: 2, most: 3 });
  });

  it("refuses to report what was not measured", () => {
    expect(() => figureOf(new Map(), "a", Number)).toThrow("Nothing was measured");
  });
});

describe("quantile", () => {
  it.each([
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3], 0.5, 2],
    [[7], 0.99, 7],
    [[1, 2, 3, 4, 5], 1, 5],
  ])("of %j at %f is %f", (sorted, q, expected) => {
    expect(quantile(sorted, q)).toBe(expected);
  });
});
