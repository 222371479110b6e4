import type { ChainKeys } from "../chain-keys.ts";
import type { ChainReport, VerificationReport } from "../verification/chain-report.ts";
import type { ChainState } from "../verification/chain-state.ts";
import { makeVoucher, type Vouch } from "../verification/voucher.ts";
import { collectChains } from "./collect-chains.ts";
import { judgeRow } from "./judge-row.ts";
import type { PurgedByChain } from "./read-purged-ranges.ts";
import type { TrailRow } from "./stored-row.ts";

export type VerificationOptions = {
  readonly now: () => number;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  /** How long to go on; then the report says how far it came. */
  readonly budgetMs: number;
  /** How long after its last event a chain without an end counts as open. */
  readonly openForMs: number;
  /** What was purged of the window; not asked where the window has no events. */
  readonly readPurged?: () => Promise<PurgedByChain>;
  /** Events from before the window whose time is not that of their recording; asked only if something is missing. */
  readonly readEarlier?: () => AsyncIterable<TrailRow>;
  /** Looks around the window for what is missing of a chain in it. */
  readonly readElsewhere?: (chain: Pick<ChainReport, "chainId" | "gaps">) => AsyncIterable<TrailRow>;
  /** Without keys only what hashes show is found. */
  readonly keys?: ChainKeys | null;
};

/** If more chains than this have gaps, the reason was not a clock that was set. */
const chainsLookedFor = 20;

/**
 * Checks every chain of which a window has events, judging each by what is in the window: what came before it or after it
 * is not missed. Memory grows with the number of chains and gaps, not of events.
 */
export async function verifyChains(
  rows: AsyncIterable<TrailRow>,
  { from, to }: { readonly from: string; readonly to: string },
  options: VerificationOptions,
): Promise<VerificationReport> {
  const { now, clock, budgetMs, openForMs, readPurged, keys = null } = options;
  const overAtMs = clock() + budgetMs;
  const isSpent = () => clock() > overAtMs;
  const vouch = makeVoucher(keys);
  const collected = await collectChains(rows, from, { vouch, isSpent, readPurged });
  const { chains, forged, unreadable, events, stoppedAt } = collected;
  const nowMs = now();
  const verifiedTo = stoppedAt ?? endOf({ from, to }, nowMs);
  const endMs = Math.min(nowMs, Date.parse(verifiedTo));
  const seenFrom = { from, openSince: new Date(endMs - openForMs).toISOString() };
  const report = () => [...chains.values()].map((chain) => chain.report(seenFrom));
  const reports = await lookForMissing(report, { chains, vouch, isSpent, ...options });
  return {
    from,
    to,
    verifiedTo,
    complete: stoppedAt === null,
    keyed: reports.some(({ keyed }) => keyed) && reports.every((each) => each.keyed || isAllForged(each)),
    intact: unreadable.length === 0 && reports.every((each) => each.intact && each.forged.length === 0),
    events,
    chains: reports.sort((a, b) => (a.firstAt < b.firstAt ? -1 : 1)),
    forged,
    unreadable,
  };
}

/** How far a window that was read to its end says anything: of what is still to come it says nothing. */
function endOf({ from, to }: { readonly from: string; readonly to: string }, nowMs: number): string {
  const now = new Date(nowMs).toISOString();
  if (to <= now) return to;
  return from <= now ? now : from;
}

const isAllForged = ({ lastHash, forged }: ChainReport): boolean => lastHash === null && forged.length > 0;

type Search = Pick<VerificationOptions, "readEarlier" | "readElsewhere"> & {
  readonly chains: ReadonlyMap<string, ChainState>;
  readonly vouch: Vouch;
  readonly isSpent: () => boolean;
};

/** Looks outside the window for events that are missing in it, and reports again after each place. */
async function lookForMissing(report: () => ChainReport[], search: Search): Promise<ChainReport[]> {
  const { readEarlier, readElsewhere } = search;
  let reports = report();
  if (readEarlier !== undefined && reports.some(isIncomplete)) {
    await addEarlier(readEarlier(), search);
    reports = report();
  }
  const incomplete = reports.filter(isIncomplete).slice(0, chainsLookedFor);
  if (readElsewhere === undefined || incomplete.length === 0) return reports;
  for (const chain of incomplete) await addElsewhere(readElsewhere(chain), chain.chainId, search);
  return report();
}

const isIncomplete = ({ gaps }: ChainReport): boolean => gaps.length > 0;

async function addEarlier(rows: AsyncIterable<TrailRow>, { chains, vouch }: Search): Promise<void> {
  for await (const row of rows) {
    const judged = judgeRow(row);
    if (judged.kind !== "event" || judged.isEdited || vouch(judged) === "forged") continue;
    chains.get(judged.event.data.chain.id)?.addEarlier(judged.event.data.chain);
  }
}

async function addElsewhere(rows: AsyncIterable<TrailRow>, chainId: string, search: Search): Promise<void> {
  const { chains, vouch, isSpent } = search;
  for await (const row of rows) {
    if (isSpent()) break;
    const judged = judgeRow(row);
    const isOfChain = judged.kind === "event" && judged.event.data.chain.id === chainId;
    if (isOfChain && vouch(judged) !== "forged") chains.get(chainId)?.addElsewhere(judged);
  }
}
