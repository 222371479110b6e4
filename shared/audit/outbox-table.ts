import { odata, type TableClient } from "@azure/data-tables";
import { z } from "zod";
import { deleteRows } from "../tables/delete-rows.ts";
import { leasePartition } from "../tables/lease.ts";
import { type Entity, readFirstPage, readPages } from "../tables/read-pages.ts";
import { joinText, splitText } from "../tables/split-text.ts";
import { statusOf, tableCall } from "../tables/table-call.ts";
import { rowsPerPage, rowsPerTransaction } from "../tables/table-limits.ts";
import { type ChainedEvent, chainedEventSchema } from "./audit-event.ts";

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

  return {
    put: async (event, budgetMs) => {
      const row = { partitionKey: shardOf(event.id), rowKey: event.id, ...splitText("event", JSON.stringify(event)) };
      try {
        await tableCall("store an audit event in the outbox", budgetMs, (abortSignal) =>
          client.createEntity(row, { abortSignal }),
        );
      } catch (error) {
        // Rows are named by event: one that exists is this event, stored by a try whose answer was lost.
        if (statusOf(error) !== 409) throw error;
      }
    },

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

/** Sixteen shards by the id's last digit, which is random (RFC 9562, 5.7), so that no partition takes all the load. */
const shardOf = (eventId: string): string => `shard-${eventId.slice(-1)}`;
