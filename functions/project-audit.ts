import type { EventHubFunctionOptions } from "@azure/functions";
import { readHubPositions } from "../shared/audit/trail/hub-positions.ts";
import { pairPositions } from "../shared/audit/trail/pair-positions.ts";
import { type ProjectionDependencies, projectMessages } from "../shared/audit/trail/project-messages.ts";
import { monotonic } from "../shared/clock.ts";
import { type IllRows, makeIllRows } from "../shared/tables/ill-rows.ts";

/**
 * The function that writes audit events from Event Hubs to the trail. The host moves its checkpoint when a batch fails too,
 * so the retry policy has no end: a batch is repeated until the store takes it.
 */
export const projectAudit = (
  { eventHubName, ...dependencies }: Omit<ProjectionDependencies, "illRows"> & { readonly eventHubName: string },
  illRows: IllRows = makeIllRows(monotonic),
): EventHubFunctionOptions => ({
  connection: "EVENT_HUBS_CONNECTION",
  eventHubName,
  consumerGroup: "audit-trail",
  cardinality: "many",
  retry: {
    strategy: "exponentialBackoff",
    maxRetryCount: -1,
    minimumInterval: { seconds: 1 },
    maximumInterval: { seconds: 30 },
  },
  handler: async (messages, context) => {
    const bodies: readonly unknown[] = Array.isArray(messages) ? messages : [messages];
    await projectMessages(pairPositions(bodies, readHubPositions(context.triggerMetadata)), {
      ...dependencies,
      illRows,
    });
  },
});
