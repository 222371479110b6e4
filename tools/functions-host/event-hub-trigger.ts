import { setTimeout as delay } from "node:timers/promises";
import type { EventHubConsumerClient } from "@azure/event-hubs";
import { withinTime } from "../within-time.ts";
import type { HubConsumer } from "./event-hub-connection.ts";
import { describeError, type Log } from "./host-log.ts";
import { createPartitionHandlers, type RunBatch } from "./partition-handlers.ts";
import type { EventHubSettings } from "./read-host-json.ts";

export type RunningTrigger = {
  /** Reads no further batch; waits at most `limitMs` for running ones. Returns whether they ended. */
  stop(limitMs: number): Promise<boolean>;
};

export type EventHubTriggerOptions = {
  readonly client: HubConsumer;
  readonly settings: EventHubSettings;
  readonly runBatch: RunBatch;
  readonly log: Log;
};

const category = "Host.Triggers.EventHubs";
const retryStartMs = 1000;
/** The client's close() can hang while the endpoint is down. */
const closeLimitMs = 1000;

/**
 * Reads every partition of a hub from its checkpoint or its first event, each by its own subscription. The client's greedy load
 * balancer has the same result, but it calls the hub in every round, and while the hub is down it retries these calls with
 * delays of 30 s, whatever host.json says.
 */
export function startEventHubTrigger({ client, settings, runBatch, log }: EventHubTriggerOptions): RunningTrigger {
  const stop = new AbortController();
  const stopping = stop.signal;
  const inFlight = new Set<Promise<unknown>>();
  let isAbandoned = false;

  const track = (work: Promise<void>): Promise<void> => {
    inFlight.add(work);
    return work.finally(() => inFlight.delete(work));
  };

  const subscribeToAll = async (): Promise<void> => {
    const { earliestEventPosition } = await import("@azure/event-hubs");
    for (const partitionId of await readPartitionIds(client, stopping, log)) {
      const handlers = createPartitionHandlers({ runBatch, stopping, isAbandoned: () => isAbandoned, log });
      const processEvents: typeof handlers.processEvents = (...args) => track(handlers.processEvents(...args));
      client.subscribe(
        partitionId,
        { ...handlers, processEvents },
        {
          startPosition: earliestEventPosition,
          maxBatchSize: settings.maxEventBatchSize,
          maxWaitTimeInSeconds: settings.maxWaitTime / 1000,
          skipParsingBodyAsJson: true,
        },
      );
    }
  };
  const subscribing = subscribeToAll().catch((error: unknown) => {
    log({ level: "error", category, message: `The hub "${client.eventHubName}" is not read: ${describeError(error)}` });
  });

  return {
    stop: async (limitMs) => {
      stop.abort();
      await withinTime(subscribing, closeLimitMs);
      const closed = withinTime(client.close(), closeLimitMs)
        .catch(() => {})
        .then(client.destroy);
      const [haveEnded] = await Promise.all([withinTime(Promise.allSettled(inFlight), limitMs), closed]);
      isAbandoned = true;
      return haveEnded;
    },
  };
}

/** Retries until the hub answers. Returns no partitions when the host stops first. */
async function readPartitionIds(client: EventHubConsumerClient, stopping: AbortSignal, log: Log): Promise<string[]> {
  while (!stopping.aborted) {
    try {
      return await client.getPartitionIds({ abortSignal: stopping });
    } catch (error) {
      if (stopping.aborted) break;
      const message = `The hub "${client.eventHubName}" cannot be reached; retrying: ${String(error)}`;
      log({ level: "warning", category, message });
      await delay(retryStartMs, undefined, { signal: stopping }).catch(() => {});
    }
  }
  return [];
}
