import { describe, expect, it } from "vitest";
import { goalsReport, judge } from "../../bench/judge-goals.ts";

const goal = { id: "4", benchmark: "webhook", measure: "a call ÷ nothing", reach: 1.15, beyond: 1.05 };
const { beyond: _, ...plain } = goal;

describe("a goal", () => {
  it.each([
    [1.05, "beyond"],
    [1.0549, "beyond"],
    [1.056, "reached"],
    [1.15, "reached"],
    [1.1549, "reached"],
    [1.156, "MISSED"],
    [Number.POSITIVE_INFINITY, "MISSED"],
    [Number.NaN, "not measured"],
    [undefined, "not measured"],
  ])("of which %d is measured is %s", (value, verdict) => {
    expect(judge(goal, value)).toBe(verdict);
  });

  it.each([
    [0, "reached"],
    [1.15, "reached"],
    [1.2, "MISSED"],
  ])("that asks for no more is by %d no more than %s", (value, verdict) => {
    expect(judge(plain, value)).toBe(verdict);
  });

  it("of a limit with more digits is judged by three as well", () => {
    expect(judge({ ...goal, reach: 1 / 3, beyond: 1 / 15 }, 0.0667)).toBe("beyond");
  });
});

it("reports the goals of the benchmarks that ran, whether or not they were measured", () => {
  const measures = [
    { goal: "8b", value: 4.567 },
    { goal: "9", value: 1.2 },
  ] as const;
  expect(goalsReport(["reload"], measures).rows.map(([id, , ...cells]) => [id, ...cells])).toEqual([
    ["8a", "≤ 2", "≤ 1.2", "", "not measured"],
    ["8b", "≤ 5 ms", "≤ 2 ms", "4.57 ms", "reached"],
  ]);
});
