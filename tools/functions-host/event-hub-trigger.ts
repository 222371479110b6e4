import { setTimeout as delay } from "node:timers/promises";
import type { EventHubConsumerClient } from "@azure/event-hubs";
import { withinTime } from "../within-time.ts";
import { type CheckpointStorage, toCheckpointStore } from "./checkpoint-storage.ts";
import { createConsumer, type HubConsumer, resolveConnection } from "./event-hub-connection.ts";
import type { SequenceNumbers } from "./event-hub-data.ts";
import { describeError, type Log } from "./host-log.ts";
import type { Invoke } from "./invoke.ts";
import { createPartitionHandlers, createRunBatch, type RunBatch } from "./partition-handlers.ts";
import type { EventHubSettings } from "./read-host-json.ts";
import type { Settings, Trigger } from "./read-trigger.ts";

export type RunningTrigger = {
  /** Reads no further batch; waits at most `limitMs` for running ones. Returns whether they ended. */
  stop(limitMs: number): Promise<boolean>;
};

type ReadingOptions = {
  readonly client: HubConsumer;
  readonly settings: EventHubSettings;
  readonly runBatch: RunBatch;
  readonly log: Log;
};

const category = "Host.Triggers.EventHubs";
const retryStartMs = 1000;
/** The client's close() can hang while the endpoint is down. */
const closeLimitMs = 1000;

type Dependencies = {
  readonly settings: Settings;
  readonly eventHubs: EventHubSettings;
  readonly checkpoints: CheckpointStorage;
  readonly sequenceNumbers: SequenceNumbers;
  readonly invoke: Invoke;
  readonly log: Log;
};

/**
 * Prepares the Event Hub functions; the returned function starts them. Throws before anything runs when the setting of a
 * connection is missing or malformed. A hub that is down is no error.
 */
export async function prepareHubTriggers(
  triggers: readonly Trigger[],
  { settings, eventHubs, checkpoints, sequenceNumbers, invoke, log }: Dependencies,
): Promise<() => readonly RunningTrigger[]> {
  const store = toCheckpointStore(checkpoints);
  const starters: (() => RunningTrigger)[] = [];
  for (const trigger of triggers) {
    if (trigger.kind !== "eventHub") continue;
    const { fn, bindingName, eventHub: binding } = trigger;
    const client = await createConsumer(resolveConnection(binding.connection, settings), binding, store, eventHubs);
    const runBatch = createRunBatch({ fn, bindingName, sequenceNumbers, invoke });
    starters.push(() => startReading({ client, settings: eventHubs, runBatch, log }));
  }
  return () => starters.map((start) => start());
}

/**
 * Reads every partition of a hub from its checkpoint or its first event, each by its own subscription. The client's greedy load
 * balancer has the same result, but it calls the hub in every round, and while the hub is down it retries these calls with
 * delays of 30 s, whatever host.json says.
 */
function startReading({ client, settings, runBatch, log }: ReadingOptions): RunningTrigger {
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
