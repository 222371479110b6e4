import type { CheckpointStore } from "@azure/event-hubs";

/** The last event of a partition that is done. */
export type Checkpoint = { readonly partitionId: string; readonly offset: string; readonly sequenceNumber: number };

export type ConsumerGroup = {
  readonly fullyQualifiedNamespace: string;
  readonly eventHubName: string;
  readonly consumerGroup: string;
};

/** Where an Event Hub trigger stores how far it has read: at most one checkpoint for each partition of a group. */
export type CheckpointStorage = {
  list(group: ConsumerGroup): Promise<readonly Checkpoint[]>;
  save(group: ConsumerGroup, checkpoint: Checkpoint): Promise<void>;
};

/** In memory. The next host continues where this one ended if it gets the same storage. */
export function createMemoryCheckpoints(): CheckpointStorage {
  const groups = new Map<string, Map<string, Checkpoint>>();
  const partitionsOf = ({ fullyQualifiedNamespace, eventHubName, consumerGroup }: ConsumerGroup) => {
    const key = JSON.stringify([fullyQualifiedNamespace, eventHubName, consumerGroup]);
    const partitions = groups.get(key) ?? new Map<string, Checkpoint>();
    groups.set(key, partitions);
    return partitions;
  };
  return {
    list: async (group) => [...partitionsOf(group).values()],
    save: async (group, checkpoint) => {
      partitionsOf(group).set(checkpoint.partitionId, checkpoint);
    },
  };
}

/** The storage in the form that the consumer client takes. Every claim of a partition is granted: there is one reader. */
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
