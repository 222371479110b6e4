/** What was written down of a goal: the figure as it stands there, and whether the goal counted as reached. */
export type RecordedGoal = { readonly measured: string; readonly isReached: boolean };

const header = "# | measure | reach | beyond | measured | verdict";

/**
 * Reads the table of the speed goals in a Markdown page, by goal id; it is known by its columns. Throws when the page holds
 * none.
 */
export function readRecordedGoals(markdown: string): ReadonlyMap<string, RecordedGoal> {
  const lines = markdown.split("\n").map(cellsOf);
  const begin = lines.findIndex((cells) => cells.join(" | ") === header);
  if (begin < 0) throw new Error(`There is no table with the columns: ${header}.`);
  // The line below the header tells how its columns are aligned.
  const below = lines.slice(begin + 2);
  const end = below.findIndex((cells) => cells.length === 0);
  const rows = end < 0 ? below : below.slice(0, end);
  return new Map(rows.map(([id = "", , , , measured = "", verdict = ""]) => [id, toRecorded(measured, verdict)]));
}

/** None for a line that is no row of a table. Emphasis is left out. */
function cellsOf(line: string): readonly string[] {
  const cells = line.replaceAll("**", "").split("|").slice(1, -1);
  return cells.map((cell) => cell.trim());
}

const toRecorded = (measured: string, verdict: string): RecordedGoal => ({
  measured,
  isReached: /^(?:reached|beyond)\b/i.test(verdict),
});
