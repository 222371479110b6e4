/** A place in a chain as an event states it. */
export type Link = { readonly sequence: number; readonly previousHash: string | null; readonly hash: string };

/** Neighbouring events of a chain that were all seen. */
export type Run = {
  readonly first: number;
  readonly last: number;
  readonly firstPreviousHash: string | null;
  readonly lastHash: string;
};

/** What of a chain was seen, in order of sequence: one run when nothing is missing between its first and last event. */
export type ChainRuns = {
  /** Takes a link in any order. `again`: there was one of that sequence already. */
  readonly add: (link: Link) => "new" | "again" | "too-many-gaps";
  readonly runs: readonly Run[];
};

const runsAtMost = 10_000;

/**
 * `onBroken` is called with the sequence of an event that does not follow on the one before it. Links come mostly in order, but
 * not always: events of one millisecond, or a clock that was set back. Only the ends of runs are kept, so that memory does not
 * grow with the number of events.
 */
export function makeChainRuns(onBroken: (sequence: number) => void): ChainRuns {
  const runs: Run[] = [];

  const expect = (sequence: number, previousHash: string | null, hashBefore: string | null): void => {
    if (previousHash !== hashBefore) onBroken(sequence);
  };

  function add({ sequence, previousHash, hash }: Link): "new" | "again" | "too-many-gaps" {
    const index = runBefore(runs, sequence);
    const before = runs[index];
    const after = runs[index + 1];
    if (before !== undefined && sequence <= before.last) return "again";
    let run: Run = { first: sequence, last: sequence, firstPreviousHash: previousHash, lastHash: hash };
    const joinsBefore = before?.last === sequence - 1;
    const joinsAfter = after?.first === sequence + 1;
    if (!joinsBefore && !joinsAfter && runs.length === runsAtMost) return "too-many-gaps";
    if (sequence === 1) expect(1, previousHash, null);
    if (joinsBefore) {
      expect(sequence, previousHash, before.lastHash);
      run = { ...run, first: before.first, firstPreviousHash: before.firstPreviousHash };
    }
    if (joinsAfter) {
      expect(after.first, after.firstPreviousHash, hash);
      run = { ...run, last: after.last, lastHash: after.lastHash };
    }
    runs.splice(index + (joinsBefore ? 0 : 1), Number(joinsBefore) + Number(joinsAfter), run);
    return "new";
  }

  return { add, runs };
}

/** The index of the last run that begins at or before a sequence; -1 when there is none. */
function runBefore(runs: readonly Run[], sequence: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle]?.first ?? 0) <= sequence) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
