import type { AuditEventType } from "../audit-event.ts";
import type { KeyVerdict } from "../chain-keys.ts";
import { makePurgedRanges, partGaps, type Stretch } from "../purges/purged-ranges.ts";
import type { RemovedRange } from "../purges/removed-ranges.ts";
import type { TrailEvent } from "../read-event.ts";
import type { ChainReport } from "./chain-report.ts";
import { type Link, makeChainRuns, type Run } from "./chain-runs.ts";

/** An event with its instant, and how it and the row it stands in were found. */
export type Judged = {
  readonly event: TrailEvent;
  readonly at: string;
  readonly isEdited: boolean;
  readonly isMisplaced: boolean;
};

/** What the keys say of an event, once it is known from when on all events are keyed. Null without keys. */
export type Vouched = Exclude<KeyVerdict, "forged"> | null;

/** A chain's state is judged as seen from a window that begins at `from`; events after `openSince` are recent. */
export type SeenFrom = { readonly from: string; readonly openSince: string };

/** All that is kept of a chain while its events go by. */
export type ChainState = {
  readonly add: (judged: Judged, vouched: Vouched) => void;
  /** An event of before the window that may have a place in it: its time is that of a change, not of its recording. */
  readonly addEarlier: (link: Link) => void;
  /** A sound event of the chain that stands outside the window: it is not missing, and no event of the window either. */
  readonly addElsewhere: (judged: Judged) => void;
  /** An event that claims a place in this chain and was not recorded by whoever has the key. */
  readonly addForged: (sequence: number, at: string) => void;
  /** An event that cannot be read, in a row that says where in this chain it was. */
  readonly addUnreadable: (sequence: number, at: string) => void;
  readonly report: (seenFrom: SeenFrom) => ChainReport;
};

/** Told by `readEarlier` of verification too. */
export const typesWithOwnTime = ["emergency-config.changed.v1", "emergency-lookup.imported.v1"] as const;
const timesOfTheirOwn: ReadonlySet<AuditEventType> = new Set(typesWithOwnTime);

type Finding = "brokenLinks" | "edited" | "misplaced" | "duplicates" | "unknownKey";

const listedAtMost = 1_000;

/** `removed`: what purge events say was taken out of the chain. */
export function makeChainState(chainId: string, removed: readonly RemovedRange[] = []): ChainState {
  const found: Record<Finding, Set<number>> = {
    brokenLinks: new Set(),
    edited: new Set(),
    misplaced: new Set(),
    duplicates: new Set(),
    unknownKey: new Set(),
  };
  const forged = new Set<number>();
  const lost = new Set<number>();
  const elsewhere = new Set<number>();
  let more = false;
  let events = 0;
  let genuine = 0;
  let unvouched = 0;
  let firstAt = "";
  let lastAt = "";
  let closedBy = Number.POSITIVE_INFINITY;

  const note = (finding: Finding, sequence: number): void => {
    if (found[finding].size < listedAtMost) found[finding].add(sequence);
    else more = true;
  };
  const purges = makePurgedRanges(removed);
  const chain = makeChainRuns((sequence) => note("brokenLinks", sequence));
  const loose: Link[] = [];

  const count = (at: string): void => {
    events += 1;
    if (firstAt === "" || at < firstAt) firstAt = at;
    if (at > lastAt) lastAt = at;
  };

  const place = (link: Link): void => {
    const added = chain.add(link);
    if (added === "again") note("duplicates", link.sequence);
    if (added === "too-many-gaps") more = true;
  };

  /** Between or beside the events whose times are in order; alone where there are no such. */
  const placeLoose = (): void => {
    const { runs } = chain;
    const isAlone = runs.length === 0;
    for (const link of loose.splice(0).sort((a, b) => a.sequence - b.sequence)) {
      const [first, last] = [runs[0]?.first ?? 1, runs.at(-1)?.last ?? 0];
      if (isAlone || (link.sequence >= first - 1 && link.sequence <= last + 1)) place(link);
    }
  };

  return {
    add: ({ event, at, isEdited, isMisplaced }, vouched) => {
      const link = event.data.chain;
      count(at);
      if (vouched === "genuine") genuine += 1;
      else unvouched += 1;
      if (vouched === "unknown-key") note("unknownKey", link.sequence);
      if (isEdited) note("edited", link.sequence);
      if (isMisplaced) note("misplaced", link.sequence);
      purges.see(link);
      if (hasTimeOfItsOwn(event.type)) loose.push(link);
      else place(link);
      if (event.type === "emergency-audit.chain-closed.v1") closedBy = Math.min(closedBy, link.sequence);
    },
    addEarlier: (link) => {
      loose.push(link);
    },
    addElsewhere: ({ event, isEdited, isMisplaced }) => {
      if (isEdited || isMisplaced) return;
      const link = event.data.chain;
      purges.see(link);
      if (chain.add(link) === "new") elsewhere.add(link.sequence);
    },
    addForged: (sequence, at) => {
      count(at);
      if (forged.size < listedAtMost) forged.add(sequence);
    },
    addUnreadable: (sequence, at) => {
      count(at);
      if (lost.size < listedAtMost) lost.add(sequence);
      else more = true;
    },
    report: ({ from, openSince }) => {
      placeLoose();
      const { runs } = chain;
      // Beside an event that a key vouches for, what cannot be read is no event of this chain.
      for (const sequence of lost) {
        const isBeside = genuine > 0 && runs.some(({ first, last }) => first <= sequence && sequence <= last);
        if (isBeside) forged.add(sequence);
        else note("edited", sequence);
      }
      const { missing: gaps, purged } = partGaps(gapsBetween(runs, isBornSince(chainId, from)), purges.explained());
      const moved = stretchesOf(elsewhere);
      const listed = (finding: Finding) => [...found[finding]].sort((a, b) => a - b);
      const afterClose = sequencesAfter(runs, closedBy);
      const lists = {
        gaps: gaps.slice(0, listedAtMost),
        brokenLinks: listed("brokenLinks"),
        edited: listed("edited"),
        misplaced: listed("misplaced"),
        duplicates: listed("duplicates"),
        afterClose,
        unknownKey: listed("unknownKey"),
      };
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
        ...lists,
        purged: purged.slice(0, listedAtMost),
        elsewhere: moved.slice(0, listedAtMost),
        forged: [...forged].sort((a, b) => a - b),
        more: more || [gaps, purged, moved].some(({ length }) => length > listedAtMost) || forged.size >= listedAtMost,
        keyed: genuine > 0 && unvouched === 0,
        intact: runs.length > 0 && !more && Object.values(lists).every((list) => list.length === 0),
      };
    },
  };
}

/** Events whose time is that of a change; they may be recorded much later, when their chain has gone on. */
const hasTimeOfItsOwn = (type: AuditEventType): boolean => timesOfTheirOwn.has(type);

/** What is missing between runs, and before the first when the chain is known to begin in the window. */
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
  for (const sequence of [...sequences].sort((a, b) => a - b)) {
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
