import { odata } from "@azure/data-tables";
import { deleteWhatGoes } from "../../tables/delete-rows.ts";
import { readPages } from "../../tables/read-pages.ts";
import { rowsPerPage, rowsPerTransaction } from "../../tables/table-limits.ts";
import { dayOf } from "../purges/purged-event.ts";
import { holdsOverDay } from "./legal-holds.ts";
import { beforeStep, type PurgeRun } from "./purge-run.ts";
import { noteKept, type PurgeState } from "./purge-state.ts";
import { type RemovalStep, removeRecorded } from "./remove-recorded.ts";
import type { Pass } from "./retention-periods.ts";

const pageDeadlineMs = 5_000;
const writtenDay = /^\d{4}-\d\d-\d\d$/;

/** Removes dead letters of days that are over and old enough as a whole, oldest first. Those of a day under a hold stay. */
export async function purgeDeadLetters(run: PurgeRun, begun: PurgeState, pass: Pass): Promise<PurgeState> {
  let state = beforeStep(run, begun);
  for (let keptUntil = ""; state.stopped === null; state = beforeStep(run, state)) {
    const oldest = await oldestRows(run, keptUntil, dayOf(pass.before));
    if (oldest === null) return state;
    const { day } = oldest;
    const holds = holdsOverDay(day, run.active.holds);
    const { undeletable } = state.totals;
    state = noteKept(state, new Map(holds.map(({ name }) => [name, 1])), 0);
    const stays = holds.length > 0 || !writtenDay.test(day);
    if (!stays) state = await removeRecorded(run, state, removalOf(run, pass, oldest));
    if (stays || state.totals.undeletable > undeletable) keptUntil = day;
  }
  return state;
}

type LettersOfDay = { readonly day: string; readonly rowKeys: readonly string[] };

/** Rows of the first day after one and before another, not always all of them. Null when there are none. */
async function oldestRows({ tables }: PurgeRun, afterDay: string, before: string): Promise<LettersOfDay | null> {
  const pages = readPages(tables.deadLetters, {
    call: "read dead letters",
    filter: odata`PartitionKey gt ${afterDay} and PartitionKey lt ${before}`,
    select: ["partitionKey", "rowKey"],
    pageSize: rowsPerPage,
    deadlineMs: pageDeadlineMs,
  });
  for await (const page of pages) {
    const day = page[0]?.partitionKey;
    if (day === undefined) continue;
    return { day, rowKeys: page.flatMap(({ partitionKey, rowKey = "" }) => (partitionKey === day ? [rowKey] : [])) };
  }
  return null;
}

function removalOf({ tables }: PurgeRun, pass: Pass, { day, rowKeys }: LettersOfDay): RemovalStep {
  const window = { from: `${day}T00:00:00.000Z`, to: `${day}T23:59:59.999Z` };
  const removal = { day, window, events: 0, deadLetterRows: rowKeys.length, types: {}, removed: [] };
  const deleteAll = async (): Promise<number> => {
    let left = 0;
    for (let start = 0; start < rowKeys.length; start += rowsPerTransaction) {
      const part = rowKeys.slice(start, start + rowsPerTransaction);
      left += (await deleteWhatGoes(tables.deadLetters, day, part)).length;
    }
    return left;
  };
  return { pass, removals: [removal], deleteAll };
}
