import { describe, expect, it } from "vitest";
import { checkTable, goalsTable, judge, lapsedGoals, readRecordedGoals } from "../../bench/judge-goals.ts";
import { toMarkdown } from "../../bench/measure/table.ts";

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
  ])("with the figure %d is %s", (value, verdict) => {
    expect(judge(goal, value)).toBe(verdict);
  });

  it.each([
    [0, "reached"],
    [1.15, "reached"],
    [1.2, "MISSED"],
  ])("without a better limit is with %d no more than %s", (value, verdict) => {
    expect(judge(plain, value)).toBe(verdict);
  });

  it("with a limit of more digits is judged by three as well", () => {
    expect(judge({ ...goal, reach: 1 / 3, beyond: 1 / 15 }, 0.0667)).toBe("beyond");
  });
});

it("reports the goals of the benchmarks that ran, whether or not they were measured", () => {
  const measures = [
    { goal: "8b", value: 4.567 },
    { goal: "9", value: 1.2 },
  ] as const;
  expect(goalsTable(["reload"], measures).rows.map(([id, , ...cells]) => [id, ...cells])).toEqual([
    ["8a", "≤ 2", "≤ 1.2", "", "not measured"],
    ["8b", "≤ 5 ms", "≤ 2 ms", "4.57 ms", "reached"],
  ]);
});

const page = `# Performance

| benchmark | subject |
| --- | --- |
| webhook | the product |

### Speed goals

| # | measure | reach | beyond | measured | verdict |
| --- | --- | ---: | ---: | ---: | --- |
| 1 | a decision | ≤ 20 | ≤ 8 | 6.1 | beyond |
| 4 | a call | ≤ 1.15 | ≤ 1.05 | 1.12 | reached, in a quiet hour |
|5|an emergency|≤ 2|≤ 1.5|2.4|**MISSED**|
| 10 | heap a number | ≤ 200 bytes | ≤ 100 bytes | 1,098 bytes | not measured |

Text | after | it | is | no | row
`;

describe("the recorded goals", () => {
  it("are the table with the right columns, up to its end", () => {
    expect([...readRecordedGoals(page)]).toEqual([
      ["1", { measured: "6.1", isReached: true }],
      ["4", { measured: "1.12", isReached: true }],
      ["5", { measured: "2.4", isReached: false }],
      ["10", { measured: "1,098 bytes", isReached: false }],
    ]);
  });

  it("are read as they are printed", () => {
    const columns = ["#", "measure", "reach", "beyond", "measured", "verdict"];
    const rows = [["8b", "a stall", "≤ 5 ms", "≤ 2 ms", "4.5 ms", "reached"]];
    const printed = toMarkdown({ title: "Speed goals", columns, rows }, 2);
    expect([...readRecordedGoals(printed)]).toEqual([["8b", { measured: "4.5 ms", isReached: true }]]);
  });

  it("must be on the page", () => {
    expect(() => readRecordedGoals(page.replace("| measured |", "| now |"))).toThrow("no table");
  });
});

describe("a comparison", () => {
  const recorded = readRecordedGoals(page);

  it.each([
    ["none", [{ goal: "1", value: 19 } as const, { goal: "4", value: 1.15 } as const], []],
    ["one that is missed now", [{ goal: "1", value: 21 } as const, { goal: "4", value: 1.15 } as const], ["1"]],
    ["one that was not measured", [{ goal: "1", value: 7 } as const], ["4"]],
    ["all, when nothing was measured", [], ["1", "4"]],
  ])("names the goals that have lapsed: %s", (_, measures, lapsed) => {
    expect(lapsedGoals(recorded, measures)).toEqual(lapsed);
  });

  it("shows the recorded figure beside the measured one", () => {
    const { rows } = checkTable(recorded, [{ goal: "5", value: 1.4 }]);
    const shown = (wanted: string) => rows.find(([id]) => id === wanted)?.slice(2);
    expect(shown("5")).toEqual(["≤ 2", "≤ 1.5", "2.4", "1.4", "beyond"]);
    expect(shown("4")).toEqual(["≤ 1.15", "≤ 1.05", "1.12", "", "not measured"]);
    expect(shown("9")).toEqual(["≤ 1.7", "≤ 1.45", "", "", "not measured"]);
  });
});
