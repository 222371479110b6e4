/** A consumer's open link. */
export type Reader = {
  readonly consumerGroup: string;
  /** With an epoch a reader wants to be the only one of its consumer group on the partition: the higher epoch wins. Null: shared. */
  readonly epoch: number | null;
  /** Sends what is new, as far as the consumer has given credit. */
  deliver(): void;
  /** Closes the link because another reader takes the partition. */
  evict(reason: string): void;
};

/** The readers that a new reader drives out, or why it is refused. */
export type Admission =
  | { readonly outcome: "admitted"; readonly evicted: readonly Reader[] }
  | { readonly outcome: "refused"; readonly reason: string };

/**
 * Decides between a new reader and the present readers of its consumer group. As in Event Hubs, readers without epochs
 * share; a reader with an epoch drives out all others, unless one of them has a higher epoch.
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
