import { odata, type TableClient, type TransactionAction } from "@azure/data-tables";
import * as z from "zod";
import { DependencyError } from "../../dependency-error.ts";
import { deleteRows } from "../../tables/delete-rows.ts";
import { eachByItself, mayBeOfOneRow } from "../../tables/each-by-itself.ts";
import { groupByTransaction, type NewRow } from "../../tables/group-by-transaction.ts";
import { leasePartition } from "../../tables/lease.ts";
import { type Entity, readFirstPage, readPages } from "../../tables/read-pages.ts";
import { readRow } from "../../tables/read-row.ts";
import { runTransaction } from "../../tables/run-transaction.ts";
import { joinText, splitText } from "../../tables/split-text.ts";
import { meaningOf, noAnswer, tableCall } from "../../tables/table-call.ts";
import { rowsPerPage, rowsPerTransaction } from "../../tables/table-limits.ts";
import type { ChainedEvent } from "../audit-event.ts";
import { chainedEventSchema } from "../read-event.ts";
import { besideRowKey } from "../trail/trail-keys.ts";
import { makeOutboxWriter, putCall, type StoreEvents } from "./outbox-writer.ts";

/** Events that Event Hubs has not confirmed, kept until it does (contract section 6). Methods throw a DependencyError on failure. */
export type OutboxTable = {
  /** Resolves when the event is stored; throws when it is not within `budgetMs`. */
  readonly put: (event: ChainedEvent, budgetMs: number) => Promise<void>;
  /** How much is waiting, counted up to 1,000, and since when; null when nothing is. */
  readonly status: () => Promise<OutboxStatus>;
  /** The shards that hold anything; all of them where one look does not tell. */
  readonly filledShards: () => Promise<readonly string[]>;
  /** A shard's rows in pages of at most 100. */
  readonly pages: (shard: string) => AsyncGenerator<OutboxPage>;
  /** Removes rows of one shard; those that are gone already are no fault. */
  readonly remove: (shard: string, rowKeys: readonly string[]) => Promise<void>;
};

export type OutboxStatus = { readonly depth: number; readonly oldestAt: string | null };
export type OutboxRow = { readonly rowKey: string; readonly event: ChainedEvent };
/** A row that holds no event, with whatever it holds. */
export type UnreadableRow = { readonly rowKey: string; readonly body: unknown };
export type OutboxPage = { readonly rows: readonly OutboxRow[]; readonly unreadable: readonly UnreadableRow[] };

const deadlineMs = 5_000;
const onlyEvents = odata`PartitionKey ne ${leasePartition}`;
const keysSchema = z.object({ partitionKey: z.string(), rowKey: z.string(), timestamp: z.string() });

export function outboxTable(client: TableClient): OutboxTable {
  const keys = async (): Promise<z.infer<typeof keysSchema>[]> => {
    const select = ["partitionKey", "rowKey", "timestamp"];
    const query = { call: "look into the outbox", filter: onlyEvents, select, pageSize: rowsPerPage, deadlineMs };
    return (await readFirstPage(client, query)).map((row) => keysSchema.parse(row));
  };

  /** As many as go into one transaction, under the shard of the first. */
  const store: StoreEvents = async (events, deadlineMs) => {
    const partitionKey = shardOf(events[0]?.id ?? "");
    const rows = events
      .slice(0, rowsPerTransaction)
      .map((event) => ({ partitionKey, rowKey: event.id, ...splitText("event", JSON.stringify(event)) }));
    const [together = []] = groupByTransaction(rows, (row) => row);
    const leftMs = timeLeft(deadlineMs);
    try {
      if (together.length > 1) await insertTogether(together, deadlineMs);
      else for (const row of together) await insertOne(row, leftMs);
      return together.map(() => null);
    } catch (error) {
      if (together.length === 1 || !mayBeOfOneRow(error)) return together.map(() => error);
      // One row that is there already, or that the store does not take, fails them all: now each for itself. Where one is
      // there all may be, stored by a try whose answer was lost.
      const mayBeThere = meaningOf(error) === "exists";
      const fates = await eachByItself(together, async (row) => {
        if (!(mayBeThere && (await isThere(row, leftMs)))) await insertOne(row, leftMs);
      });
      return fates.map((fate) => fate.error);
    }
  };

  const insertTogether = (rows: readonly NewRow[], deadlineMs: number): Promise<void> => {
    const actions = rows.map((row): TransactionAction => ["create", row]);
    return runTransaction(client, { call: putCall, deadlineMs, actions });
  };

  /**
   * A row that is there already is the event's own if it holds the event: stored by a try whose answer was lost. It is another's
   * where the same outcome was reported twice, each with a place of its own in the chain: then this one is put beside it.
   */
  async function insertOne(row: NewRow, leftMs: () => number): Promise<void> {
    try {
      await tableCall(putCall, leftMs(), (abortSignal) => client.createEntity(row, { abortSignal }));
    } catch (error) {
      if (meaningOf(error) !== "exists") throw error;
      if (await isThere(row, leftMs)) return;
      const beside = { ...row, rowKey: besideRowKey(row.rowKey, joinText("event", row) ?? "") };
      if (beside.rowKey === row.rowKey)
        throw new DependencyError(putCall, true, noAnswer("a row that is there, and is not the event"));
      await insertOne(beside, leftMs);
    }
  }

  async function isThere(row: NewRow, leftMs: () => number): Promise<boolean> {
    const found = await readRow(client, { call: putCall, deadlineMs: leftMs() }, row.partitionKey, row.rowKey);
    return found !== null && joinText("event", found) === joinText("event", row);
  }

  return {
    put: makeOutboxWriter(store),

    status: async () => {
      const rows = await keys();
      const oldestAt = rows.reduce<string | null>(
        (oldest, { timestamp }) => (oldest === null || timestamp < oldest ? timestamp : oldest),
        null,
      );
      return { depth: rows.length, oldestAt };
    },

    filledShards: async () => {
      const rows = await keys();
      // One shard may hold more than is looked at, and hide the others behind it.
      return rows.length < rowsPerPage ? [...new Set(rows.map(({ partitionKey }) => partitionKey))] : allShards;
    },

    pages: async function* (shard) {
      const filter = odata`PartitionKey eq ${shard}`;
      const query = { call: "read the outbox", filter, pageSize: rowsPerTransaction, deadlineMs };
      for await (const page of readPages(client, query)) {
        const rows = page.flatMap(readEvent);
        const unreadable = page.filter(({ rowKey }) => !rows.some((row) => row.rowKey === rowKey)).map(unreadableRow);
        yield { rows, unreadable };
      }
    },

    remove: (shard, rowKeys) => deleteRows(client, shard, rowKeys),
  };
}

/** Tells how much is left of a time that begins now; never nothing, so that what is asked for ends by itself. */
function timeLeft(forMs: number): () => number {
  const untilMs = performance.now() + forMs;
  return () => Math.max(1, Math.ceil(untilMs - performance.now()));
}

/** The event as it was put: whatever else it holds is part of what its hash is over. */
function readEvent(row: Entity): OutboxRow[] {
  try {
    const event: unknown = JSON.parse(joinText("event", row) ?? "");
    chainedEventSchema.parse(event);
    return [{ rowKey: row.rowKey ?? "", event: event as ChainedEvent }];
  } catch {
    return [];
  }
}

const unreadableRow = ({ rowKey = "", ...columns }: Entity): UnreadableRow => ({ rowKey, body: columns });

const allShards = Array.from("0123456789abcdef", (digit) => `shard-${digit}`);

/** Sixteen shards by the last digit of an id, which is random (RFC 9562, 5.7), so that no partition takes all the load. */
const shardOf = (eventId: string): string => `shard-${eventId.slice(-1)}`;
