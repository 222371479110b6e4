import { type Goal, goals, type Measure } from "./goals.ts";
import { describeGoal, judge, judgedCells, measuredOf } from "./judge-goals.ts";
import type { RecordedGoal } from "./recorded-goals.ts";
import type { Report } from "./report.ts";

type Recorded = ReadonlyMap<string, RecordedGoal>;

/** Every goal as it was written down beside what is measured now. */
export const checkReport = (recorded: Recorded, measures: readonly Measure[]): Report => ({
  title: "Speed goals",
  columns: ["#", "measure", "reach", "beyond", "recorded", "now", "verdict"],
  rows: goals.map((goal) => [
    ...describeGoal(goal),
    recorded.get(goal.id)?.measured ?? "",
    ...judgedCells(goal, measures),
  ]),
});

/** The ids of the goals that were written down as reached and are not now: missed, or not measured. */
export const lapsedGoals = (recorded: Recorded, measures: readonly Measure[]): readonly string[] =>
  goals.filter((goal) => recorded.get(goal.id)?.isReached && !isReached(goal, measures)).map(({ id }) => id);

const isReached = (goal: Goal, measures: readonly Measure[]): boolean =>
  ["reached", "beyond"].includes(judge(goal, measuredOf(goal, measures)));
