import type { TableClient, TransactionAction } from "@azure/data-tables";
import { DependencyError } from "../../dependency-error.ts";
import { eachByItself, mayBeOfOneRow } from "../../tables/each-by-itself.ts";
import { groupByTransaction, type NewRow } from "../../tables/group-by-transaction.ts";
import { readRow } from "../../tables/read-row.ts";
import { runTransaction } from "../../tables/run-transaction.ts";
import { joinText, splitText } from "../../tables/split-text.ts";
import { meaningOf, noAnswer, tableCall } from "../../tables/table-call.ts";
import { rowsPerTransaction } from "../../tables/table-limits.ts";
import { besideRowKey } from "../trail/trail-keys.ts";
import { putCall, type StoreEvents } from "./outbox-writer.ts";

/** Stores as many events as go into one transaction, under the shard of the first. */
export const insertEvents =
  (client: TableClient): StoreEvents =>
  async (events, deadlineMs) => {
    const partitionKey = shardOf(events[0]?.id ?? "");
    const rows = events
      .slice(0, rowsPerTransaction)
      .map((event) => ({ partitionKey, rowKey: event.id, ...splitText("event", JSON.stringify(event)) }));
    const [together = []] = groupByTransaction(rows, (row) => row);
    const leftMs = timeLeft(deadlineMs);
    try {
      if (together.length > 1) await insertTogether(client, together, deadlineMs);
      else for (const row of together) await insertOne(client, row, leftMs);
      return together.map(() => null);
    } catch (error) {
      if (together.length === 1 || !mayBeOfOneRow(error)) return together.map(() => error);
      // One row that is there already, or that the store refuses, fails the transaction: now each row alone. Where one is
      // there all may be, stored by a try whose answer was lost.
      const mayBeThere = meaningOf(error) === "exists";
      const fates = await eachByItself(together, async (row) => {
        if (!(mayBeThere && (await isThere(client, row, leftMs)))) await insertOne(client, row, leftMs);
      });
      return fates.map((fate) => fate.error);
    }
  };

/** Sixteen shards by the last digit of an id, which is random (RFC 9562, 5.7), so that no partition takes all the load. */
const shardOf = (eventId: string): string => `shard-${eventId.slice(-1)}`;

export const allShards = Array.from("0123456789abcdef", (digit) => `shard-${digit}`);

/** Says how much is left of a time that begins now; never less than 1 ms, so that every request has a deadline of its own. */
function timeLeft(forMs: number): () => number {
  const untilMs = performance.now() + forMs;
  return () => Math.max(1, Math.ceil(untilMs - performance.now()));
}

const insertTogether = (client: TableClient, rows: readonly NewRow[], deadlineMs: number): Promise<void> => {
  const actions = rows.map((row): TransactionAction => ["create", row]);
  return runTransaction(client, { call: putCall, deadlineMs, actions });
};

/**
 * A row that is there already and holds this event was stored by a try whose answer was lost. If it holds another event, the
 * same outcome was reported twice, each with its own place in the chain: then this one is put beside it.
 */
async function insertOne(client: TableClient, row: NewRow, leftMs: () => number): Promise<void> {
  try {
    await tableCall(putCall, leftMs(), (abortSignal) => client.createEntity(row, { abortSignal }));
  } catch (error) {
    if (meaningOf(error) !== "exists") throw error;
    if (await isThere(client, row, leftMs)) return;
    const beside = { ...row, rowKey: besideRowKey(row.rowKey, joinText("event", row) ?? "") };
    if (beside.rowKey === row.rowKey)
      throw new DependencyError(putCall, true, noAnswer("a row that is there, and is not the event"));
    await insertOne(client, beside, leftMs);
  }
}

async function isThere(client: TableClient, row: NewRow, leftMs: () => number): Promise<boolean> {
  const found = await readRow(client, { call: putCall, deadlineMs: leftMs() }, row.partitionKey, row.rowKey);
  return found !== null && joinText("event", found) === joinText("event", row);
}
