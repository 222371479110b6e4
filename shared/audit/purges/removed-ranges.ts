/** Neighbouring events of a chain that were removed, and the hashes that join the chain across them. */
export type RemovedRange = {
  /** Sequences, both inclusive. */
  readonly from: number;
  readonly to: number;
  /** The hash of the event before the first; null when that is the chain's first. */
  readonly previousHash: string | null;
  /** The hash of the last. */
  readonly lastHash: string;
};

export type RemovedOfChain = { readonly chainId: string; readonly ranges: readonly RemovedRange[] };

/** An event's place in its chain. */
export type Place = {
  readonly id: string;
  readonly sequence: number;
  readonly previousHash: string | null;
  readonly hash: string;
};

/**
 * The ranges that events form, by chain. A range also ends where one of `earlier` begins or ends: a killed purge has named
 * events that the next one names again, and a chain can be joined across both only where their ranges meet.
 */
export function removedRanges(places: readonly Place[], earlier: readonly RemovedOfChain[]): readonly RemovedOfChain[] {
  const ends = new Set(
    earlier.flatMap(({ chainId, ranges }) =>
      ranges.flatMap(({ from, to }) => [`${from - 1} ${chainId}`, `${to} ${chainId}`]),
    ),
  );
  const chains = new Map<string, RemovedRange[]>();
  const inOrder = [...places].sort((a, b) => a.sequence - b.sequence);
  for (const { id, sequence, previousHash, hash } of inOrder) {
    const ranges = chains.get(id) ?? [];
    chains.set(id, ranges);
    const before = ranges.at(-1);
    const joins = before?.to === sequence - 1 && before.lastHash === previousHash && !ends.has(`${before.to} ${id}`);
    if (before !== undefined && joins) ranges[ranges.length - 1] = { ...before, to: sequence, lastHash: hash };
    else ranges.push({ from: sequence, to: sequence, previousHash, lastHash: hash });
  }
  return [...chains].map(([chainId, ranges]) => ({ chainId, ranges }));
}
