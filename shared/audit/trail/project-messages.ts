import type { TableClient } from "@azure/data-tables";
import { DependencyError } from "../../dependency-error.ts";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import { describeError, type Log } from "../../log.ts";
import { groupByTransaction } from "../../tables/group-by-transaction.ts";
import { type DeadLetter, putDeadLetter } from "./dead-letter-table.ts";
import { insertRows, type RowFate } from "./insert-rows.ts";
import type { PairedBatch } from "./pair-positions.ts";
import { sortOutMessages, type TrailEntry } from "./sort-out-messages.ts";
import type { NewRow } from "./trail-row.ts";

export type TrailTables = {
  readonly trail: TableClient;
  readonly byCall: TableClient;
  readonly deadLetters: TableClient;
};

export type ProjectionDependencies = {
  readonly tables: TrailTables;
  readonly log: Log;
  readonly now: () => number;
  /** Told of each event that is in the trail now, and when its batch was begun. */
  readonly onProjected?: (entry: Pick<TrailEntry, "id" | "time" | "traceparent">, begunMs: number) => void;
  readonly onDeadLettered?: () => void;
};

const transactionsAtOnce = 8;
/** After this long no further request is begun, so that a batch ends before the host gives it up. */
const batchBudgetMs = 25_000;

/**
 * Puts a batch of messages into the trail. What is there already is left as it is; what can never be there is kept as a
 * dead letter. Everything that can be done is done; then, if the store has failed anywhere, throws a DependencyError, so
 * that the whole batch is tried again.
 */
export async function projectMessages(batch: PairedBatch, dependencies: ProjectionDependencies): Promise<void> {
  const { tables, log, now } = dependencies;
  const { entries, letters } = await sortOutMessages(batch);
  const begunMs = now();
  const run = { lateAtMs: begunMs + batchBudgetMs, now, failures: [] as unknown[] };
  const inTrail = await insertAll(run, tables.trail, entries, ({ trail }) => trail);
  for (const entry of inTrail.stored) dependencies.onProjected?.(entry, begunMs);
  // The trail says what happened; the rows by call lead to it, so that they hold only what it holds.
  await insertAll(run, tables.byCall, inTrail.stored.filter(isOfCall), ({ byCall }) => byCall);
  await attempt(run, [...letters, ...inTrail.unplaced], async (letter) => {
    const { reason, detail, position } = letter;
    log.error("a message cannot be projected", { reason, detail, position });
    await putDeadLetter(tables.deadLetters, letter, now());
    dependencies.onDeadLettered?.();
  });
  if (run.failures.length === 0) return;
  log.warn("audit events could not be stored", { failures: run.failures.map(describeError).slice(0, 3) });
  throw new DependencyError(`project ${entries.length} audit events`, true, run.failures[0]);
}

type Run = { readonly lateAtMs: number; readonly now: () => number; readonly failures: unknown[] };

/** Writes the rows of many events, and tells which of these are stored now and which never will be. */
async function insertAll<Entry extends TrailEntry>(
  run: Run,
  client: TableClient,
  entries: readonly Entry[],
  rowOf: (entry: Entry) => NewRow,
): Promise<{ readonly stored: readonly Entry[]; readonly unplaced: readonly DeadLetter[] }> {
  const stored: Entry[] = [];
  const unplaced: DeadLetter[] = [];
  await attempt(run, groupByTransaction(entries, rowOf), async (group) => {
    const fates = await insertRows(client, group.map(rowOf));
    for (const [index, entry] of group.entries()) {
      const fate = fates[index] ?? "refused";
      if (fate === "stored") stored.push(entry);
      else unplaced.push(letterOf(entry, fate));
    }
  });
  return { stored, unplaced };
}

/** Runs something for every item, several at once. A failure is noted and keeps none of the others from running. */
async function attempt<Item>(run: Run, items: readonly Item[], task: (item: Item) => Promise<void>): Promise<void> {
  await forEachAtOnce(transactionsAtOnce, items, async (item) => {
    try {
      if (run.now() > run.lateAtMs) throw new Error("the batch has taken too long");
      await task(item);
    } catch (error) {
      run.failures.push(error);
    }
  });
}

const isOfCall = (entry: TrailEntry): entry is TrailEntry & { readonly byCall: NewRow } => entry.byCall !== null;

const letterOf = ({ body, position }: TrailEntry, fate: Exclude<RowFate, "stored">): DeadLetter =>
  fate === "taken"
    ? { reason: "id-taken", detail: "other events with this time and id are in the trail", body, position }
    : { reason: "refused", detail: "the store does not take this event", body, position };
