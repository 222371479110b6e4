import type { PartitionContext, ReceivedEventData, SubscriptionEventHandlers } from "@azure/event-hubs";
import { type HubEvent, type Partition, type SequenceNumbers, shapeBatch } from "./event-hub-data.ts";
import type { Log } from "./host-log.ts";
import type { Invoke } from "./invoke.ts";
import type { RegisteredFunction } from "./registry.ts";
import { runWithRetry } from "./retry-policy.ts";

/** Runs the function for a batch. Returns whether the batch is done; not when the host stopped before a retry. */
export type RunBatch = (batch: readonly HubEvent[], partition: Partition, stopping: AbortSignal) => Promise<boolean>;

type Dependencies = {
  readonly fn: RegisteredFunction;
  readonly bindingName: string;
  readonly sequenceNumbers: SequenceNumbers;
  readonly invoke: Invoke;
};

/**
 * As in production a batch whose function has failed is done too, once the retry policy, if any, is used up: its events are not
 * delivered again.
 */
export function createRunBatch({ fn, bindingName, sequenceNumbers, invoke }: Dependencies): RunBatch {
  return async (batch, partition, stopping) => {
    const { data, metadata } = shapeBatch(batch, partition, sequenceNumbers);
    const request = { inputData: [{ name: bindingName, data }], triggerMetadata: metadata };
    const { outcome } = await runWithRetry(
      fn.metadata.retryOptions,
      (retryContext) => invoke(fn, retryContext === undefined ? request : { ...request, retryContext }),
      stopping,
    );
    return outcome !== "stopped";
  };
}

export type PartitionDependencies = {
  readonly runBatch: RunBatch;
  readonly stopping: AbortSignal;
  /** True once the host no longer waits for running batches: a batch that ends later moves no checkpoint. */
  readonly isAbandoned: () => boolean;
  readonly log: Log;
};

/**
 * The client's callbacks for one partition. The client reads on when `processEvents` has ended, so one batch is in flight. An
 * error must not reach the client: it would stop reading the partition.
 */
export function createPartitionHandlers({
  runBatch,
  stopping,
  isAbandoned,
  log,
}: PartitionDependencies): SubscriptionEventHandlers {
  const warn = (partition: PartitionContext, what: string, error: unknown): void => {
    const where = `hub "${partition.eventHubName}", partition ${partition.partitionId || "?"}`;
    log({ level: "warning", category: "Host.Triggers.EventHubs", message: `${what} (${where}): ${String(error)}` });
  };

  const save = async (partition: PartitionContext, last: ReceivedEventData): Promise<void> => {
    try {
      await partition.updateCheckpoint(last);
    } catch (error) {
      warn(partition, "The checkpoint cannot be saved", error);
    }
  };

  return {
    processEvents: async (received, partition) => {
      const last = received.at(-1);
      if (last === undefined || stopping.aborted) return;
      const isDone = await runBatch(received, partition, stopping);
      if (isDone && !isAbandoned()) await save(partition, last);
    },
    processError: async (error, partition) => {
      if (!stopping.aborted) warn(partition, "Reading failed and is retried", error);
    },
  };
}
