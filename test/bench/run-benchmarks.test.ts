import { describe, expect, it } from "vitest";
import { chooseBenchmarks } from "../../bench/run-benchmarks.ts";

const run = async () => ({ tables: [] });
const benchmarks = [
  { name: "quick", run, isUsual: true },
  { name: "other", run, isUsual: true },
  { name: "long", run, isUsual: false },
];
const chosen = (...args: string[]) => chooseBenchmarks(benchmarks, args).map(({ name, size }) => [name, size]);

describe("the benchmarks that run", () => {
  it.each([
    [
      "default the usual ones",
      [],
      [
        ["quick", undefined],
        ["other", undefined],
      ],
    ],
    [
      "their names, in the order of the list",
      ["long", "quick=5"],
      [
        ["quick", 5],
        ["long", undefined],
      ],
    ],
    [
      "all",
      ["all", "long=1000"],
      [
        ["quick", undefined],
        ["other", undefined],
        ["long", 1_000],
      ],
    ],
  ])("are chosen by %s", (_, args, expected) => {
    expect(chosen(...args)).toEqual(expected);
  });

  it.each([
    ["nope", "No such benchmark: nope. There are: quick, other, long, all."],
    ["quick=0", "Too small"],
    ["quick=x", "number"],
  ])("cannot be %s", (argument, reason) => {
    expect(() => chosen(argument)).toThrow(reason);
  });
});
