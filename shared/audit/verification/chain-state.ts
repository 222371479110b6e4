import type { AuditEventType } from "../audit-event.ts";
import type { KeyVerdict } from "../chain-keys.ts";
import { makePurgedRanges } from "../purges/purged-ranges.ts";
import type { RemovedRange } from "../purges/removed-ranges.ts";
import type { TrailEvent } from "../read-event.ts";
import type { ChainReport } from "./chain-report.ts";
import { type Link, makeChainRuns } from "./chain-runs.ts";
import { type Finding, listedAtMost, reportChain, type SeenFrom } from "./report-chain.ts";

/** An event with its instant, and how it and the row it stands in were found. */
export type Judged = {
  readonly event: TrailEvent;
  readonly at: string;
  readonly isEdited: boolean;
  readonly isMisplaced: boolean;
};

/** What the keys say of an event that is not forged. Null without keys. */
export type Vouched = Exclude<KeyVerdict, "forged"> | null;

/** What is kept of a chain while its events are read. */
export type ChainState = {
  readonly add: (judged: Judged, vouched: Vouched) => void;
  /** An event from before the window that may belong in it: its time is that of a change, not of its recording. */
  readonly addEarlier: (link: Link) => void;
  /** An event of the chain that stands outside the window: it is not missing, and does not count as one of the window. */
  readonly addElsewhere: (judged: Judged) => void;
  /** An event that claims a place in this chain and was not recorded with the key. */
  readonly addForged: (sequence: number, at: string) => void;
  /** An event that cannot be read, in a row that says where in this chain it was. */
  readonly addUnreadable: (sequence: number, at: string) => void;
  readonly report: (seenFrom: SeenFrom) => ChainReport;
};

/** Types whose events have the time of what they tell: they may be recorded much later, when their chain has gone on. */
export const typesWithOwnTime = [
  "emergency-config.changed.v1",
  "emergency-proposal.advanced.v1",
  "emergency-lookup.imported.v1",
  "emergency-alarm.raised.v1",
  "emergency-alarm.cleared.v1",
] as const;
const hasOwnTime: ReadonlySet<AuditEventType> = new Set(typesWithOwnTime);

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
  const unreadable = new Set<number>();
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

  /** Beside an event that a key vouches for, a row that cannot be read was no event of this chain. */
  const judgeUnreadable = (): void => {
    for (const sequence of unreadable) {
      const isBeside = genuine > 0 && chain.runs.some(({ first, last }) => first <= sequence && sequence <= last);
      if (isBeside) forged.add(sequence);
      else note("edited", sequence);
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
      if (hasOwnTime.has(event.type)) loose.push(link);
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
      if (unreadable.size < listedAtMost) unreadable.add(sequence);
      else more = true;
    },
    report: (seenFrom) => {
      placeLoose();
      judgeUnreadable();
      const facts = { chainId, runs: chain.runs, found, forged, elsewhere, purged: purges.explained() };
      return reportChain({ ...facts, more, events, genuine, unvouched, firstAt, lastAt, closedBy }, seenFrom);
    },
  };
}
