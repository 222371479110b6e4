import { describe, expect, it } from "vitest";
import { checkReport, lapsedGoals } from "../../bench/check-goals.ts";
import { readRecordedGoals } from "../../bench/recorded-goals.ts";
import { toMarkdown } from "../../bench/report.ts";

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

describe("what is written down", () => {
  it("is the table with the right columns, up to its end", () => {
    expect([...readRecordedGoals(page)]).toEqual([
      ["1", { measured: "6.1", isReached: true }],
      ["4", { measured: "1.12", isReached: true }],
      ["5", { measured: "2.4", isReached: false }],
      ["10", { measured: "1,098 bytes", isReached: false }],
    ]);
  });

  it("is read as it is printed", () => {
    const columns = ["#", "measure", "reach", "beyond", "measured", "verdict"];
    const rows = [["8b", "a stall", "≤ 5 ms", "≤ 2 ms", "4.5 ms", "reached"]];
    const printed = toMarkdown({ title: "Speed goals", columns, rows }, 2);
    expect([...readRecordedGoals(printed)]).toEqual([["8b", { measured: "4.5 ms", isReached: true }]]);
  });

  it("must be there", () => {
    expect(() => readRecordedGoals(page.replace("| measured |", "| now |"))).toThrow("no table");
  });
});

describe("a comparison", () => {
  const recorded = readRecordedGoals(page);

  it.each([
    ["all is as good as it was", [{ goal: "1", value: 19 } as const, { goal: "4", value: 1.15 } as const], []],
    ["one is missed now", [{ goal: "1", value: 21 } as const, { goal: "4", value: 1.15 } as const], ["1"]],
    ["one was not measured", [{ goal: "1", value: 7 } as const], ["4"]],
    ["nothing was", [], ["1", "4"]],
  ])("names what has lapsed: %s", (_, measures, lapsed) => {
    expect(lapsedGoals(recorded, measures)).toEqual(lapsed);
  });

  it("shows what is written down beside what is measured", () => {
    const { rows } = checkReport(recorded, [{ goal: "5", value: 1.4 }]);
    const shown = (wanted: string) => rows.find(([id]) => id === wanted)?.slice(2);
    expect(shown("5")).toEqual(["≤ 2", "≤ 1.5", "2.4", "1.4", "beyond"]);
    expect(shown("4")).toEqual(["≤ 1.15", "≤ 1.05", "1.12", "", "not measured"]);
    expect(shown("9")).toEqual(["≤ 1.7", "≤ 1.45", "", "", "not measured"]);
  });
});
