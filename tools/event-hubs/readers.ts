/** A consumer's open link, as its partition sees it. */
export type Reader = {
  readonly consumerGroup: string;
  /** Event Hubs' claim to be a partition's only reader in a consumer group: the higher epoch wins. Null: no claim. */
  readonly epoch: number | null;
  /** Sends what is new, as far as the consumer has given credit. */
  deliver(): void;
  /** Closes the link because another reader claims the partition. */
  evict(reason: string): void;
};

/** Who has to go for a newcomer, or why the newcomer may not come. */
export type Admission =
  | { readonly outcome: "admitted"; readonly evicted: readonly Reader[] }
  | { readonly outcome: "refused"; readonly reason: string };

/**
 * Decides between a newcomer and the readers of its partition in its consumer group. Readers without epochs share; one
 * with an epoch drives out all others unless one has a higher epoch; equal epochs go to the newcomer, as in Event Hubs.
 */
export function admitReader(epoch: number | null, present: readonly Reader[]): Admission {
  const highest = Math.max(...present.map((reader) => reader.epoch ?? -1));
  if (epoch === null && highest >= 0) {
    const reason = `At least one receiver for the endpoint is created with epoch of '${highest}', and so non-epoch receiver is not allowed.`;
    return { outcome: "refused", reason };
  }
  if (epoch !== null && highest > epoch) {
    const reason = `A receiver with a higher epoch '${highest}' already exists. A receiver with epoch '${epoch}' cannot be created.`;
    return { outcome: "refused", reason };
  }
  return { outcome: "admitted", evicted: epoch === null ? [] : present };
}
