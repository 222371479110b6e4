import type { PartitionContext, ReceivedEventData, SubscriptionEventHandlers } from "@azure/event-hubs";
import { createBatchCollector } from "./batch-collector.ts";
import type { Log } from "./host-log.ts";
import type { EventHubSettings } from "./read-host-json.ts";
import type { RunBatch } from "./run-batch.ts";

export type PartitionDependencies = {
  readonly settings: EventHubSettings;
  readonly runBatch: RunBatch<ReceivedEventData>;
  readonly stopping: AbortSignal;
  /** True once nobody waits for a batch any more: what ends after that leaves the checkpoint alone. */
  readonly isAbandoned: () => boolean;
  readonly log: Log;
};

/**
 * What the client calls for one partition. It waits for `processEvents` before it reads on, so one batch is in flight.
 * Nothing thrown here may reach the client: it would stop reading the partition.
 */
export function createPartitionHandlers(dependencies: PartitionDependencies): SubscriptionEventHandlers {
  const { settings, runBatch, stopping, isAbandoned } = dependencies;
  const collector = createBatchCollector<ReceivedEventData>(settings);
  let unsaved: ReceivedEventData | null = null;
  let batchesSinceSave = 0;

  const save = async (partition: PartitionContext): Promise<void> => {
    if (unsaved === null || isAbandoned()) return;
    try {
      await partition.updateCheckpoint(unsaved);
      unsaved = null;
      batchesSinceSave = 0;
    } catch (error) {
      warn(dependencies, partition, "The checkpoint cannot be saved", error);
    }
  };

  return {
    // Called again when reading was given up and starts anew from the checkpoint.
    processInitialize: async () => {
      collector.clear();
      unsaved = null;
      batchesSinceSave = 0;
    },
    processEvents: async (received, partition) => {
      for (const batch of collector.add(received, Date.now())) {
        if (stopping.aborted) return;
        unsaved = (await runBatch(batch, partition, stopping)) ?? unsaved;
        batchesSinceSave++;
        if (batchesSinceSave >= settings.batchCheckpointFrequency) await save(partition);
      }
    },
    processError: async (error, partition) => {
      if (!stopping.aborted) warn(dependencies, partition, "Reading has failed and is tried again", error);
    },
    processClose: async (_reason, partition) => save(partition),
  };
}

function warn({ log }: PartitionDependencies, partition: PartitionContext, what: string, error: unknown): void {
  const where = `hub "${partition.eventHubName}", partition ${partition.partitionId || "?"}`;
  log({ level: "warning", category: "Host.Triggers.EventHubs", message: `${what} (${where}): ${String(error)}` });
}
