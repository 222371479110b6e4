import type { CheckpointStore } from "@azure/event-hubs";
import type { CheckpointStorage } from "./checkpoint-storage.ts";

/** A checkpoint storage as the consumer client wants it. Nobody competes for partitions: every claim is granted. */
export function toCheckpointStore(storage: CheckpointStorage): CheckpointStore {
  return {
    listOwnership: async () => [],
    claimOwnership: async (claims) => claims,
    listCheckpoints: async (fullyQualifiedNamespace, eventHubName, consumerGroup) => {
      const group = { fullyQualifiedNamespace, eventHubName, consumerGroup };
      return (await storage.list(group)).map((checkpoint) => ({ ...group, ...checkpoint }));
    },
    updateCheckpoint: ({ fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId, offset, sequenceNumber }) =>
      storage.save({ fullyQualifiedNamespace, eventHubName, consumerGroup }, { partitionId, offset, sequenceNumber }),
  };
}
