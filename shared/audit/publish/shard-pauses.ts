/** How long each shard of the outbox is left alone after it failed: longer each time, and each for itself. */
export type ShardPauses = {
  readonly isPaused: (shard: string) => boolean;
  readonly failed: (shard: string) => void;
  readonly succeeded: (shard: string) => void;
};

const firstPauseMs = 10_000;
const longestPauseMs = 5 * 60_000;

/** `clock` is monotonic, in milliseconds. */
export function makeShardPauses(clock: () => number): ShardPauses {
  const failing = new Map<string, { readonly times: number; readonly untilMs: number }>();
  return {
    isPaused: (shard) => (failing.get(shard)?.untilMs ?? Number.NEGATIVE_INFINITY) > clock(),
    failed: (shard) => {
      const times = (failing.get(shard)?.times ?? 0) + 1;
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(times - 1, 10));
      failing.set(shard, { times, untilMs: clock() + pauseMs });
    },
    succeeded: (shard) => void failing.delete(shard),
  };
}
