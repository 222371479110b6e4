import { type Goal, goals, type Measure } from "./goals.ts";
import { type Report, rounded } from "./report.ts";

export type Verdict = "beyond" | "reached" | "MISSED" | "not measured";

/** By three significant digits, so that no table shows a value within its limit and calls it missed. */
export function judge({ reach, beyond }: Goal, value: number | undefined): Verdict {
  if (value === undefined || Number.isNaN(value)) return "not measured";
  const isWithin = (limit: number): boolean => shown(value) <= shown(limit);
  if (beyond !== undefined && isWithin(beyond)) return "beyond";
  return isWithin(reach) ? "reached" : "MISSED";
}

const shown = (value: number): number => Number(value.toPrecision(3));

/** The goals that these benchmarks measure, and how far they are met. */
export const goalsReport = (benchmarks: readonly string[], measures: readonly Measure[]): Report => ({
  title: "Speed goals",
  columns: ["#", "measure", "reach", "beyond", "now", "verdict"],
  rows: goals
    .filter(({ benchmark }) => benchmarks.includes(benchmark))
    .map((goal) => [...describeGoal(goal), ...judgedCells(goal, measures)]),
});

/** The first cells of a goal's row: its id, its words and its limits. */
export const describeGoal = (goal: Goal): readonly string[] => [
  ...[goal.id, goal.measure],
  ...[goal.reach, goal.beyond].map((limit) => (limit === undefined ? "" : `≤ ${withUnit(goal, limit)}`)),
];

/** The last cells of a goal's row: what was measured, and the verdict. */
export function judgedCells(goal: Goal, measures: readonly Measure[]): readonly string[] {
  const value = measuredOf(goal, measures);
  return [value === undefined ? "" : withUnit(goal, value), judge(goal, value)];
}

export const measuredOf = ({ id }: Goal, measures: readonly Measure[]): number | undefined =>
  measures.find(({ goal }) => goal === id)?.value;

const withUnit = ({ unit }: Goal, value: number): string =>
  unit === undefined ? rounded(value) : `${rounded(value)} ${unit}`;
