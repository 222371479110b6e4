/** The last event of a partition that has been dealt with. */
export type Checkpoint = { readonly partitionId: string; readonly offset: string; readonly sequenceNumber: number };

export type ConsumerGroup = {
  readonly fullyQualifiedNamespace: string;
  readonly eventHubName: string;
  readonly consumerGroup: string;
};

/** Where an Event Hub trigger remembers how far it has read; at most one checkpoint for each partition of a group. */
export type CheckpointStorage = {
  list(group: ConsumerGroup): Promise<readonly Checkpoint[]>;
  save(group: ConsumerGroup, checkpoint: Checkpoint): Promise<void>;
};

/** Remembers as long as the value lives: hand the same one to the next host to go on where the last one ended. */
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
