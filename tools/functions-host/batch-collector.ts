type Limits = { readonly minEventBatchSize: number; readonly maxEventBatchSize: number; readonly maxWaitTime: number };

export type BatchCollector<E> = {
  /** Takes what was received (nothing, when a wait ran out) and returns the batches that are ready, in order. */
  add(received: readonly E[], nowMs: number): readonly (readonly E[])[];
  clear(): void;
};

/** Holds a partition's events back until there are `minEventBatchSize` or the oldest has waited `maxWaitTime` ms. */
export function createBatchCollector<E>({
  minEventBatchSize,
  maxEventBatchSize,
  maxWaitTime,
}: Limits): BatchCollector<E> {
  let held: E[] = [];
  let heldSinceMs = 0;
  return {
    add(received, nowMs) {
      if (held.length === 0) heldSinceMs = nowMs;
      held.push(...received);
      const hasWaited = nowMs - heldSinceMs >= maxWaitTime;
      const batches: E[][] = [];
      while (held.length >= minEventBatchSize || (hasWaited && held.length > 0)) {
        batches.push(held.splice(0, maxEventBatchSize));
        heldSinceMs = nowMs;
      }
      return batches;
    },
    clear() {
      held = [];
    },
  };
}
