import { expect, it } from "vitest";
import { benchmarks } from "../../bench/benchmarks.ts";
import { type Goal, goals } from "../../bench/goals.ts";

it("names each goal once, with a better limit below the one to reach", () => {
  expect(new Set(goals.map(({ id }) => id)).size).toBe(goals.length);
  expect(goals.filter(({ reach, beyond = 0 }: Goal) => beyond >= reach)).toEqual([]);
});

it("has a benchmark for every goal, and runs only those when none is named", () => {
  const usual = benchmarks.filter(({ isUsual }) => isUsual).map(({ name }) => name);
  expect(new Set(usual)).toEqual(new Set(goals.map(({ benchmark }) => benchmark)));
});
