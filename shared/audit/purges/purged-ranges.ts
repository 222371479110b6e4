import type { RemovedRange } from "./removed-ranges.ts";

/** What purge events name of one chain, compared with the events that are still there. */
export type PurgedRanges = {
  /** Notes the place of an event that is there. */
  readonly see: (place: {
    readonly sequence: number;
    readonly previousHash: string | null;
    readonly hash: string;
  }) => void;
  /** The ranges that fit between events that are there, in order, and not overlapping. */
  readonly explained: () => readonly Stretch[];
};

export type Stretch = { readonly from: number; readonly to: number };

/**
 * A range names the hash before it and the hash at its end. It counts when these lead, directly or over other ranges, to an
 * event that is still there on either side. To invent a purge one would need another event with the same hash.
 */
export function makePurgedRanges(ranges: readonly RemovedRange[]): PurgedRanges {
  const ends = new Set(ranges.flatMap(({ from, to }) => [from - 1, to]));
  // The first event of a chain has no hash before it.
  const seen = new Set<string>([joint(0, null)]);
  return {
    see: ({ sequence, previousHash, hash }) => {
      if (ends.has(sequence)) seen.add(joint(sequence, hash));
      if (ends.has(sequence - 1)) seen.add(joint(sequence - 1, previousHash));
    },
    explained: () => {
      const before = ({ from, previousHash }: RemovedRange): string => joint(from - 1, previousHash);
      const behind = ({ to, lastHash }: RemovedRange): string => joint(to, lastHash);
      const upwards = [...ranges].sort((a, b) => a.from - b.from);
      const downwards = [...ranges].sort((a, b) => b.to - a.to);
      const fromBelow = reachedFrom(seen, upwards, { entry: before, exit: behind });
      const fromAbove = reachedFrom(seen, downwards, { entry: behind, exit: before });
      return joined(upwards.filter((range) => fromBelow.has(range) && fromAbove.has(range)));
    },
  };
}

/** A place between two events: the one with this sequence has this hash, and the next one says so. */
const joint = (sequence: number, hash: string | null): string => `${sequence} ${hash}`;

type Ends = Readonly<Record<"entry" | "exit", (range: RemovedRange) => string>>;

function reachedFrom(
  seen: ReadonlySet<string>,
  inOrder: readonly RemovedRange[],
  { entry, exit }: Ends,
): ReadonlySet<RemovedRange> {
  const joints = new Set(seen);
  const reached = new Set<RemovedRange>();
  for (const range of inOrder) {
    if (!joints.has(entry(range))) continue;
    reached.add(range);
    joints.add(exit(range));
  }
  return reached;
}

function joined(inOrder: readonly Stretch[]): readonly Stretch[] {
  const stretches: { from: number; to: number }[] = [];
  for (const { from, to } of inOrder) {
    const last = stretches.at(-1);
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to);
    else stretches.push({ from, to });
  }
  return stretches;
}

/** Divides the gaps of a chain into what is explained and what is missing. Both inputs are in order and without overlaps. */
export function partGaps(
  gaps: readonly Stretch[],
  explained: readonly Stretch[],
): { readonly purged: readonly Stretch[]; readonly missing: readonly Stretch[] } {
  const purged: Stretch[] = [];
  const missing: Stretch[] = [];
  let index = 0;
  for (const gap of gaps) {
    let next = gap.from;
    for (; (explained[index]?.to ?? Number.POSITIVE_INFINITY) < gap.from; index++);
    for (let at = index; at < explained.length; at++) {
      const range = explained[at];
      if (range === undefined || range.from > gap.to) break;
      const from = Math.max(range.from, next);
      const to = Math.min(range.to, gap.to);
      if (from > next) missing.push({ from: next, to: from - 1 });
      purged.push({ from, to });
      next = to + 1;
    }
    if (next <= gap.to) missing.push({ from: next, to: gap.to });
  }
  return { purged, missing };
}
