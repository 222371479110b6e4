import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import { deleteRows } from "../../tables/delete-rows.ts";
import type { Entity } from "../../tables/entity.ts";
import { leasePartition } from "../../tables/lease.ts";
import { readFirstPage, readPages } from "../../tables/read-pages.ts";
import { joinText } from "../../tables/split-text.ts";
import { rowsPerPage, rowsPerTransaction } from "../../tables/table-limits.ts";
import type { ChainedEvent } from "../audit-event.ts";
import { chainedEventSchema } from "../read-event.ts";
import { allShards, insertEvents } from "./insert-outbox-events.ts";
import { makeOutboxWriter } from "./outbox-writer.ts";

/** Events that Event Hubs has not confirmed, kept until it does (contract section 6). Methods throw a DependencyError on failure. */
export type OutboxTable = {
  /** Resolves when the event is stored; throws when it is not within `budgetMs`. */
  readonly put: (event: ChainedEvent, budgetMs: number) => Promise<void>;
  /** How many events wait, counted up to 1,000, and since when. */
  readonly status: () => Promise<OutboxStatus>;
  /** The shards that hold anything; all of them where one query cannot say. */
  readonly filledShards: () => Promise<readonly string[]>;
  /** A shard's rows in pages of at most 100. */
  readonly pages: (shard: string) => AsyncGenerator<OutboxPage>;
  /** Removes rows of one shard. A row that is gone already is no error. */
  readonly remove: (shard: string, rowKeys: readonly string[]) => Promise<void>;
};

export type OutboxStatus = { readonly depth: number; readonly oldestAt: string | null };
export type OutboxRow = { readonly rowKey: string; readonly event: ChainedEvent };
/** A row that holds no event, with all its columns. */
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

  return {
    put: makeOutboxWriter(insertEvents(client)),

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
      // A full page may be of one shard alone: others may follow.
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

/** The event as it was put, with members that the schema does not know: its hash is over all of them. */
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
