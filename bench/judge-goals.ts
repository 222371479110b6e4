import { type Goal, goals, type Measure } from "./goals.ts";
import { rounded, type Table } from "./measure/table.ts";

export type Verdict = "beyond" | "reached" | "MISSED" | "not measured";

/** By three significant digits, so that no table shows a value within its limit and calls it missed. */
export function judge({ reach, beyond }: Goal, value: number | undefined): Verdict {
  if (value === undefined || Number.isNaN(value)) return "not measured";
  const isWithin = (limit: number): boolean => shown(value) <= shown(limit);
  if (beyond !== undefined && isWithin(beyond)) return "beyond";
  return isWithin(reach) ? "reached" : "MISSED";
}

const shown = (value: number): number => Number(value.toPrecision(3));

/** The goals that these benchmarks measure, and whether they are reached. */
export const goalsTable = (benchmarks: readonly string[], measures: readonly Measure[]): Table => ({
  title: "Speed goals",
  columns: ["#", "measure", "reach", "beyond", "now", "verdict"],
  rows: goals
    .filter(({ benchmark }) => benchmarks.includes(benchmark))
    .map((goal) => [...goalCells(goal), ...judgedCells(goal, measures)]),
});

/** A goal's figure as docs/performance.md records it, and whether it is recorded as reached. */
export type RecordedGoal = { readonly measured: string; readonly isReached: boolean };

type RecordedGoals = ReadonlyMap<string, RecordedGoal>;

const header = "# | measure | reach | beyond | measured | verdict";

/** Reads the table of the speed goals in a Markdown page, by goal id. Throws when the page has no table with its columns. */
export function readRecordedGoals(markdown: string): RecordedGoals {
  const lines = markdown.split("\n").map(cellsOf);
  const begin = lines.findIndex((cells) => cells.join(" | ") === header);
  if (begin < 0) throw new Error(`There is no table with the columns: ${header}.`);
  // The line below the header sets the alignment of the columns.
  const below = lines.slice(begin + 2);
  const end = below.findIndex((cells) => cells.length === 0);
  const rows = end < 0 ? below : below.slice(0, end);
  return new Map(
    rows.map(([id = "", , , , measured = "", verdict = ""]) => [
      id,
      { measured, isReached: /^(?:reached|beyond)\b/i.test(verdict) },
    ]),
  );
}

/** Empty for a line that is no row of a table. Without emphasis. */
function cellsOf(line: string): readonly string[] {
  const cells = line.replaceAll("**", "").split("|").slice(1, -1);
  return cells.map((cell) => cell.trim());
}

/** Every goal with its recorded and its measured figure. */
export const checkTable = (recorded: RecordedGoals, measures: readonly Measure[]): Table => ({
  title: "Speed goals",
  columns: ["#", "measure", "reach", "beyond", "recorded", "now", "verdict"],
  rows: goals.map((goal) => [
    ...goalCells(goal),
    recorded.get(goal.id)?.measured ?? "",
    ...judgedCells(goal, measures),
  ]),
});

/** The ids of the goals that are recorded as reached and now are missed or not measured. */
export const lapsedGoals = (recorded: RecordedGoals, measures: readonly Measure[]): readonly string[] =>
  goals.filter((goal) => recorded.get(goal.id)?.isReached && !isReached(goal, measures)).map(({ id }) => id);

const isReached = (goal: Goal, measures: readonly Measure[]): boolean =>
  ["reached", "beyond"].includes(judge(goal, measuredOf(goal, measures)));

/** The id of a goal, its measure and its limits. */
const goalCells = (goal: Goal): readonly string[] => [
  goal.id,
  goal.measure,
  ...[goal.reach, goal.beyond].map((limit) => (limit === undefined ? "" : `≤ ${withUnit(goal, limit)}`)),
];

/** What was measured of a goal, and the verdict. */
function judgedCells(goal: Goal, measures: readonly Measure[]): readonly string[] {
  const value = measuredOf(goal, measures);
  return [value === undefined ? "" : withUnit(goal, value), judge(goal, value)];
}

const measuredOf = ({ id }: Goal, measures: readonly Measure[]): number | undefined =>
  measures.find(({ goal }) => goal === id)?.value;

const withUnit = ({ unit }: Goal, value: number): string =>
  unit === undefined ? rounded(value) : `${rounded(value)} ${unit}`;
