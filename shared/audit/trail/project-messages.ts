import type { TableClient } from "@azure/data-tables";
import { DependencyError } from "../../dependency-error.ts";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import { describeError, type Log } from "../../log.ts";
import { groupByTransaction } from "../../tables/group-by-transaction.ts";
import type { IllRows } from "../../tables/ill-rows.ts";
import { classifyMessages, type TrailEntry } from "./classify-messages.ts";
import { type DeadLetter, putDeadLetter } from "./dead-letter-table.ts";
import type { HubPosition } from "./hub-positions.ts";
import { insertRows, type RowFate } from "./insert-rows.ts";
import type { PairedBatch } from "./pair-positions.ts";
import type { NewRow } from "./trail-row.ts";
import type { TrailTables } from "./trail-tables.ts";

export type ProjectionDependencies = {
  readonly tables: TrailTables;
  /** Kept from batch to batch: a batch is retried until nothing of it is open. */
  readonly illRows: IllRows;
  readonly log: Log;
  readonly now: () => number;
  /** Called for each event that is in the trail now, with the time its batch was begun. */
  readonly onProjected?: (entry: Pick<TrailEntry, "id" | "time" | "traceparent">, begunMs: number) => void;
  readonly onDeadLettered?: () => void;
  /** Called with the calls of which events are in the trail now, by call too; when it fails, the batch is retried. */
  readonly noteCalls?: (callIds: readonly string[]) => Promise<void>;
};

const transactionsAtOnce = 8;
/** After this long no further request begins, so that a batch ends before the host gives up on it. */
const batchBudgetMs = 25_000;

/**
 * Puts a batch of messages into the trail. What is there already stays as it is. What can never be there becomes a dead
 * letter: messages that are no events, and events that the store refuses though it takes others. Does everything that can be
 * done; then, if anything is open, throws a DependencyError, so that the whole batch is retried.
 */
export async function projectMessages(batch: PairedBatch, dependencies: ProjectionDependencies): Promise<void> {
  const { tables, illRows, log, now } = dependencies;
  const { entries, letters } = await classifyMessages(batch);
  const begunMs = now();
  const run = { lateAtMs: performance.now() + batchBudgetMs, illRows, failures: [] as unknown[] };
  const inTrail = await insertAll(run, entries, { client: tables.trail, rowOf: ({ trail }) => trail });
  for (const entry of inTrail.stored) dependencies.onProjected?.(entry, begunMs);
  // The rows by call lead to the trail, so that they hold only what it holds.
  const byCall = await insertAll(run, inTrail.stored.filter(isOfCall), {
    client: tables.byCall,
    rowOf: ({ byCall: row }) => row,
  });
  const callIds = byCall.stored.flatMap(({ callId }) => callId ?? []);
  const { noteCalls } = dependencies;
  if (noteCalls !== undefined && callIds.length > 0) await attempt(run, [callIds], noteCalls);
  const unfound = byCall.unplaced.map((letter) => ({ ...letter, detail: `not found by its call: ${letter.detail}` }));
  await attempt(run, [...letters, ...inTrail.unplaced, ...unfound], async (letter) => {
    const { reason, detail, position } = letter;
    log.error("a message cannot be projected", { reason, detail, position: placeOf(position) });
    await putDeadLetter(tables.deadLetters, letter, now());
    dependencies.onDeadLettered?.();
  });
  if (run.failures.length === 0) return;
  log.warn("audit events could not be stored", { failures: run.failures.map(describeError).slice(0, 3) });
  throw new DependencyError(`project ${entries.length} audit events`, true, run.failures[0]);
}

type Run = { readonly lateAtMs: number; readonly illRows: IllRows; readonly failures: unknown[] };

/** An entry, its row, and how writing that went. */
type Tried<Entry> = { readonly entry: Entry; readonly row: NewRow; readonly fate: RowFate };

/** Writes the rows of many events. Resolves with those that are stored now, and those that never will be as dead letters. */
async function insertAll<Entry extends TrailEntry>(
  run: Run,
  entries: readonly Entry[],
  { client, rowOf }: { readonly client: TableClient; readonly rowOf: (entry: Entry) => NewRow },
): Promise<{ readonly stored: readonly Entry[]; readonly unplaced: readonly DeadLetter[] }> {
  const tried: Tried<Entry>[] = [];
  await attempt(run, groupByTransaction(entries, rowOf), async (group) => {
    const rows = group.map(rowOf);
    const fates = await insertRows(client, rows);
    for (const [index, entry] of group.entries()) {
      const [row, fate] = [rows[index], fates[index]];
      if (row !== undefined && fate !== undefined) tried.push({ entry, row, fate: judged(run, row, fate) });
    }
  });
  for (const { fate } of tried) if (fate.kind === "open") run.failures.push(fate.error);
  return {
    stored: tried.flatMap(({ entry, fate }) => (fate.kind === "stored" ? [entry] : [])),
    unplaced: tried.flatMap(({ entry, fate }) => letterOf(entry, fate)),
  };
}

/** The store will never take a row that stays open again and again while its partition takes another. */
function judged({ illRows }: Run, row: NewRow, fate: RowFate): RowFate {
  if (fate.kind === "stored") illRows.isStored(row);
  if (fate.kind !== "open") return fate;
  if (fate.isAlone) return illRows.hasFailed(row) ? { kind: "refused", error: fate.error } : fate;
  illRows.hasFailedWithOthers(row);
  return fate;
}

/** Runs a task for every item, several at once. A failure is noted, and the others still run. */
async function attempt<Item>(run: Run, items: readonly Item[], task: (item: Item) => Promise<void>): Promise<void> {
  await forEachAtOnce(transactionsAtOnce, items, async (item) => {
    try {
      if (performance.now() > run.lateAtMs) throw new Error("the batch has taken too long");
      await task(item);
    } catch (error) {
      run.failures.push(error);
    }
  });
}

const isOfCall = (entry: TrailEntry): entry is TrailEntry & { readonly byCall: NewRow } => entry.byCall !== null;

/** Without the message's own id: other senders to the hub may put anything there. */
const placeOf = (position: HubPosition | null) =>
  position === null
    ? null
    : { partition: position.partition, sequence: position.sequence, enqueuedAt: position.enqueuedAt };

function letterOf({ body, position }: TrailEntry, fate: RowFate): readonly DeadLetter[] {
  if (fate.kind === "taken")
    return [{ reason: "id-taken", detail: "other events with this time and id are in the trail", body, position }];
  if (fate.kind !== "refused") return [];
  return [
    { reason: "refused", detail: `the store does not take this event: ${describeError(fate.error)}`, body, position },
  ];
}
