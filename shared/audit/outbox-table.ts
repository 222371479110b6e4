import { odata, type TableClient, type TransactionAction } from "@azure/data-tables";
import * as z from "zod";
import { deleteRows } from "../tables/delete-rows.ts";
import { groupByTransaction, type NewRow } from "../tables/group-by-transaction.ts";
import { leasePartition } from "../tables/lease.ts";
import { type Entity, readFirstPage, readPages } from "../tables/read-pages.ts";
import { joinText, splitText } from "../tables/split-text.ts";
import { statusOf, tableCall } from "../tables/table-call.ts";
import { rowsPerPage, rowsPerTransaction } from "../tables/table-limits.ts";
import { type ChainedEvent, chainedEventSchema } from "./audit-event.ts";
import { makeOutboxWriter, putCall, type StoreEvents } from "./outbox-writer.ts";

/** Events that Event Hubs has not confirmed, kept until it does (contract section 6). Methods throw a DependencyError on failure. */
export type OutboxTable = {
  /** Resolves when the event is stored; throws when it is not within `budgetMs`. */
  readonly put: (event: ChainedEvent, budgetMs: number) => Promise<void>;
  /** How much is waiting, counted up to 1,000, and since when; null when nothing is. */
  readonly status: () => Promise<OutboxStatus>;
  /** The shards that hold anything, as far as one look tells. */
  readonly filledShards: () => Promise<readonly string[]>;
  /** A shard's events in pages of at most 100. Rows that hold no event are left alone and counted. */
  readonly pages: (shard: string) => AsyncGenerator<OutboxPage>;
  /** Removes events of one shard; those that are gone already are no fault. */
  readonly remove: (shard: string, eventIds: readonly string[]) => Promise<void>;
};

export type OutboxStatus = { readonly depth: number; readonly oldestAt: string | null };
export type OutboxPage = { readonly events: readonly ChainedEvent[]; readonly unreadable: number };

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
    if (!(await insertTogether(together, deadlineMs)))
      await Promise.all(together.map((row) => insertTogether([row], deadlineMs)));
    return together.length;
  };

  /**
   * False when one of several rows is there already, and so none was stored now. A single one that is there is the event
   * itself, for rows are named by it: stored by a try whose answer was lost.
   */
  async function insertTogether(rows: readonly NewRow[], deadlineMs: number): Promise<boolean> {
    try {
      await tableCall(putCall, deadlineMs, (abortSignal) => insert(rows, abortSignal));
      return true;
    } catch (error) {
      if (statusOf(error) !== 409) throw error;
      return rows.length === 1;
    }
  }

  async function insert(rows: readonly NewRow[], abortSignal: AbortSignal): Promise<void> {
    const [only, ...others] = rows;
    if (only !== undefined && others.length === 0) await client.createEntity(only, { abortSignal });
    else
      await client.submitTransaction(
        rows.map((row): TransactionAction => ["create", row]),
        { abortSignal },
      );
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

    filledShards: async () => [...new Set((await keys()).map(({ partitionKey }) => partitionKey))],

    pages: async function* (shard) {
      const filter = odata`PartitionKey eq ${shard}`;
      const query = { call: "read the outbox", filter, pageSize: rowsPerTransaction, deadlineMs };
      for await (const page of readPages(client, query)) {
        const events = page.flatMap(readEvent);
        yield { events, unreadable: page.length - events.length };
      }
    },

    remove: (shard, eventIds) => deleteRows(client, shard, eventIds),
  };
}

/** The event as it was put: whatever else it holds is part of what its hash is over. */
function readEvent(row: Entity): ChainedEvent[] {
  try {
    const event: unknown = JSON.parse(joinText("event", row) ?? "");
    chainedEventSchema.parse(event);
    return [event as ChainedEvent];
  } catch {
    return [];
  }
}

/** Sixteen shards by the last digit of an id, which is random (RFC 9562, 5.7), so that no partition takes all the load. */
const shardOf = (eventId: string): string => `shard-${eventId.slice(-1)}`;
