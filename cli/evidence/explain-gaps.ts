/** Neighbouring events of a chain by their sequences, both inclusive. */
export type Stretch = { readonly from: number; readonly to: number };

/** Events that a purge was about to take out, with the hash before the first (null for the chain's first) and that of the last. */
export type RemovedRange = Stretch & { readonly previousHash: string | null; readonly lastHash: string };

/** A place in a chain, and the hashes that the event there states. */
export type Place = { readonly sequence: number; readonly previousHash: string | null; readonly hash: string };

/**
 * Divides what is not there between events in order into what purges explain and what nothing explains. A range counts where it
 * leads, directly or over others, to an event that is there on either side, hash by hash. A purge that was killed has named
 * events that are still there, and the next one names them again.
 */
export function explainGaps(
  inOrder: readonly Place[],
  ranges: readonly RemovedRange[],
): { readonly purged: readonly Stretch[]; readonly missing: readonly Stretch[] } {
  const gaps = gapsBetween(inOrder);
  if (gaps.length === 0) return { purged: [], missing: [] };
  const explained = joinedOnBothSides(inOrder, ranges);
  const missing = gaps.flatMap((gap) => without(gap, explained));
  return { purged: gaps.flatMap((gap) => without(gap, missing)), missing };
}

const gapsBetween = (inOrder: readonly Place[]): readonly Stretch[] =>
  inOrder.slice(1).flatMap(({ sequence }, i) => {
    const from = (inOrder[i]?.sequence ?? sequence) + 1;
    return from < sequence ? [{ from, to: sequence - 1 }] : [];
  });

/** The end of an event, where the next one joins. A chain begins behind nothing. */
const joint = (sequence: number, hash: string | null): string => `${sequence} ${hash}`;
const before = ({ from, previousHash }: RemovedRange): string => joint(from - 1, previousHash);
const behind = ({ to, lastHash }: RemovedRange): string => joint(to, lastHash);

function joinedOnBothSides(places: readonly Place[], ranges: readonly RemovedRange[]): readonly RemovedRange[] {
  const there = [joint(0, null), ...places.flatMap((place) => [endOf(place), startOf(place)])];
  const upwards = ranges.toSorted((a, b) => a.from - b.from);
  const fromBelow = reached(upwards, there, [before, behind]);
  const fromAbove = reached(
    ranges.toSorted((a, b) => b.to - a.to),
    there,
    [behind, before],
  );
  return upwards.filter((range) => fromBelow.has(range) && fromAbove.has(range));
}

const endOf = ({ sequence, hash }: Place): string => joint(sequence, hash);
const startOf = ({ sequence, previousHash }: Place): string => joint(sequence - 1, previousHash);

type End = (range: RemovedRange) => string;

function reached(
  ranges: readonly RemovedRange[],
  there: readonly string[],
  [entry, exit]: readonly [End, End],
): ReadonlySet<RemovedRange> {
  const joints = new Set(there);
  const found = new Set<RemovedRange>();
  for (const range of ranges) {
    if (!joints.has(entry(range))) continue;
    found.add(range);
    joints.add(exit(range));
  }
  return found;
}

/** What of a stretch lies in none of the others, which are in order of their beginnings. */
function without({ from, to }: Stretch, others: readonly Stretch[]): readonly Stretch[] {
  const left: Stretch[] = [];
  let next = from;
  for (const other of others) {
    if (other.to < next || other.from > to) continue;
    if (other.from > next) left.push({ from: next, to: other.from - 1 });
    next = other.to + 1;
  }
  return next > to ? left : [...left, { from: next, to }];
}
