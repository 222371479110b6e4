import type { TableClient } from "@azure/data-tables";
import { splitText } from "../tables/split-text.ts";
import { statusOf, tableCall } from "../tables/table-call.ts";
import type { ChainedEvent } from "./audit-event.ts";

/** Events that Event Hubs has not confirmed, kept until it does (contract section 6). */
export type OutboxTable = {
  /** Resolves when the event is stored; throws a DependencyError when it is not within `budgetMs`. */
  readonly put: (event: ChainedEvent, budgetMs: number) => Promise<void>;
  /** How many events are waiting, counted up to 1,000. */
  readonly depth: () => Promise<number>;
};

const countedAtMost = 1_000;

export function outboxTable(client: TableClient): OutboxTable {
  return {
    depth: () =>
      tableCall("count the outbox", 1_000, async () => {
        const pages = client
          .listEntities({ queryOptions: { select: ["rowKey"] } })
          .byPage({ maxPageSize: countedAtMost });
        const first = await pages.next();
        return first.done === true ? 0 : first.value.length;
      }),
    put: async (event, budgetMs) => {
      try {
        await tableCall("store an audit event in the outbox", budgetMs, (abortSignal) =>
          client.createEntity(
            { partitionKey: shardOf(event.id), rowKey: event.id, ...splitText("event", JSON.stringify(event)) },
            { abortSignal },
          ),
        );
      } catch (error) {
        // Rows are named by event: one that exists is this event, stored by a try whose answer was lost.
        if (statusOf(error) !== 409) throw error;
      }
    },
  };
}

/** Sixteen shards by the id's last digit, which is random (RFC 9562, 5.7), so that no partition takes all the load. */
const shardOf = (eventId: string): string => `shard-${eventId.slice(-1)}`;
