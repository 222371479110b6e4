import { partGaps, type Stretch } from "../purges/purged-ranges.ts";
import type { ChainReport } from "./chain-report.ts";
import type { Run } from "./chain-runs.ts";

export type Finding = "brokenLinks" | "edited" | "misplaced" | "duplicates" | "unknownKey";

/** What was found of one chain in a window. */
export type ChainFacts = Pick<ChainReport, "chainId" | "events" | "firstAt" | "lastAt" | "more"> & {
  readonly runs: readonly Run[];
  readonly found: Readonly<Record<Finding, ReadonlySet<number>>>;
  readonly forged: ReadonlySet<number>;
  /** Sequences whose events stand outside the window. */
  readonly elsewhere: ReadonlySet<number>;
  /** Missing sequences that purges explain, as far as they lie between events that are there. */
  readonly purged: readonly Stretch[];
  /** How many events a key vouches for, and how many none does. */
  readonly genuine: number;
  readonly unvouched: number;
  /** The sequence of the closing event; infinite without one. */
  readonly closedBy: number;
};

/** A chain's state is judged as seen from a window that begins at `from`; events after `openSince` are recent. */
export type SeenFrom = { readonly from: string; readonly openSince: string };

/** How many sequences of a kind are listed. */
export const listedAtMost = 1_000;

export function reportChain(facts: ChainFacts, { from, openSince }: SeenFrom): ChainReport {
  const { chainId, runs, found, forged, closedBy, events, firstAt, lastAt } = facts;
  const isBorn = isBornSince(chainId, from);
  const { missing: gaps, purged } = partGaps(gapsBetween(runs, isBorn), facts.purged);
  const elsewhere = stretchesOf(facts.elsewhere);
  const faults = {
    gaps: gaps.slice(0, listedAtMost),
    brokenLinks: inOrder(found.brokenLinks),
    edited: inOrder(found.edited),
    misplaced: inOrder(found.misplaced),
    duplicates: inOrder(found.duplicates),
    afterClose: sequencesAfter(runs, closedBy),
    unknownKey: inOrder(found.unknownKey),
  };
  const isCut = [gaps, purged, elsewhere].some(({ length }) => length > listedAtMost) || forged.size >= listedAtMost;
  const claimed = [...found.edited, ...forged];
  return {
    chainId,
    events,
    firstSequence: runs[0]?.first ?? Math.min(...claimed),
    lastSequence: runs.at(-1)?.last ?? Math.max(...claimed),
    firstAt,
    lastAt,
    previousHash: runs[0]?.firstPreviousHash ?? null,
    lastHash: runs.at(-1)?.lastHash ?? null,
    state: closedBy < Number.POSITIVE_INFINITY ? "closed" : lastAt > openSince ? "open" : "unclosed",
    ...faults,
    purged: purged.slice(0, listedAtMost),
    elsewhere: elsewhere.slice(0, listedAtMost),
    forged: inOrder(forged),
    more: facts.more || isCut,
    keyed: facts.genuine > 0 && facts.unvouched === 0,
    intact: runs.length > 0 && !facts.more && Object.values(faults).every((list) => list.length === 0),
  };
}

const inOrder = (sequences: ReadonlySet<number>): readonly number[] => [...sequences].sort((a, b) => a - b);

/** What is missing between runs, and before the first if the chain is known to begin in the window. */
function gapsBetween(runs: readonly Run[], isBorn: boolean): readonly Stretch[] {
  const gaps: Stretch[] = [];
  let next = isBorn ? 1 : (runs[0]?.first ?? 1);
  for (const { first, last } of runs) {
    if (first > next) gaps.push({ from: next, to: first - 1 });
    next = last + 1;
  }
  return gaps;
}

function stretchesOf(sequences: ReadonlySet<number>): readonly Stretch[] {
  const stretches: { from: number; to: number }[] = [];
  for (const sequence of inOrder(sequences)) {
    const last = stretches.at(-1);
    if (last?.to === sequence - 1) last.to = sequence;
    else stretches.push({ from: sequence, to: sequence });
  }
  return stretches;
}

function sequencesAfter(runs: readonly Run[], sequence: number): readonly number[] {
  const sequences: number[] = [];
  for (const { first, last } of runs)
    for (let each = Math.max(first, sequence + 1); each <= last && sequences.length < listedAtMost; each++)
      sequences.push(each);
  return sequences;
}

/** Whether a chain began at or after an instant. Its id is a UUID of version 7, which holds its time (RFC 9562, 5.7). */
export function isBornSince(chainId: string, from: string): boolean {
  const time = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.exec(chainId);
  return time !== null && Number.parseInt(`${time[1]}${time[2]}`, 16) >= Date.parse(from);
}
