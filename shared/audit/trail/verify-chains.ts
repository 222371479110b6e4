import { setImmediate as otherWork } from "node:timers/promises";
import type { ChainKeys, KeyVerdict } from "../chain-keys.ts";
import type { Stretch } from "../purges/purged-ranges.ts";
import type { TrailEvent } from "../read-event.ts";
import type { ChainReport, ForgedEvent, VerificationReport } from "../verification/chain-report.ts";
import { type ChainState, isBornSince, type Judged, makeChainState } from "../verification/chain-state.ts";
import { judgeRow } from "./judge-row.ts";
import type { PurgedByChain } from "./read-purged-ranges.ts";
import { instantOf, isPosition } from "./trail-keys.ts";
import type { TrailRow } from "./trail-row.ts";

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
  /** Events of before the window whose time is not that of their recording; asked only where something is missing. */
  readonly readEarlier?: () => AsyncIterable<TrailRow>;
  /** Looks around the window for what is missing of a chain in it. */
  readonly readElsewhere?: (chainId: string, gaps: readonly Stretch[]) => AsyncIterable<TrailRow>;
  /** Without keys only what hashes show is found. */
  readonly keys?: ChainKeys | null;
};

const chainsAtMost = 20_000;
const listedAtMost = 1_000;
const rowsBetweenPauses = 32;
/** What is missing of more chains than this was not moved by a clock. */
const chainsLookedFor = 20;

/**
 * Checks every chain of which a window has events, judging each by what is in the window: what came before it or after it
 * is not missed. Memory grows with the number of chains and gaps, not of events.
 */
export async function verifyChains(
  rows: AsyncIterable<TrailRow>,
  { from, to }: { readonly from: string; readonly to: string },
  { now, clock, budgetMs, openForMs, readPurged, readEarlier, readElsewhere, keys = null }: VerificationOptions,
): Promise<VerificationReport> {
  const chains = new Map<string, ChainState>();
  const vouch = makeVoucher(keys);
  const forged: ForgedEvent[] = [];
  const unreadable: VerificationReport["unreadable"][number][] = [];
  const overAtMs = clock() + budgetMs;
  let events = 0;
  let verifiedTo = to;
  let purged: PurgedByChain | undefined;
  const chainOf = (id: string): ChainState => {
    const chain = chains.get(id) ?? makeChainState(id, purged?.get(id));
    chains.set(id, chain);
    return chain;
  };
  for await (const trailRow of rows) {
    if (events % rowsBetweenPauses === 0) {
      await otherWork();
      const isEnough = clock() > overAtMs || chains.size > chainsAtMost;
      if (isEnough && isPosition(trailRow.position) && instantOf(trailRow.position) > from) {
        verifiedTo = instantOf(trailRow.position);
        break;
      }
    }
    events += 1;
    purged ??= await readPurged?.();
    const judged = judgeRow(trailRow);
    if (judged.kind === "event") {
      const chain = chainOf(judged.event.data.chain.id);
      const vouched = vouch(judged);
      if (vouched !== "forged") chain.add(judged, vouched);
      else {
        chain.addForged(judged.event.data.chain.sequence, judged.at);
        if (forged.length < listedAtMost) forged.push(forgedEvent(judged.event, trailRow));
      }
    } else if (judged.kind === "lost-event") chainOf(judged.chainId).addUnreadable(judged.sequence, judged.at);
    else if (unreadable.length < listedAtMost) unreadable.push(keysOf(trailRow));
  }
  const end = Math.min(now(), Date.parse(verifiedTo));
  const seenFrom = { from, openSince: new Date(end - openForMs).toISOString() };
  let reports = [...chains.values()].map((chain) => chain.report(seenFrom));
  if (readEarlier !== undefined && reports.some(({ gaps }) => gaps.length > 0)) {
    await addEarlier(readEarlier(), chains, vouch);
    reports = [...chains.values()].map((chain) => chain.report(seenFrom));
  }
  const incomplete = reports.filter(({ gaps }) => gaps.length > 0).slice(0, chainsLookedFor);
  if (readElsewhere !== undefined && incomplete.length > 0) {
    for (const { chainId, gaps } of incomplete)
      for await (const row of readElsewhere(chainId, gaps)) {
        if (clock() > overAtMs) break;
        addElsewhere(row, chains.get(chainId), chainId, vouch);
      }
    reports = [...chains.values()].map((chain) => chain.report(seenFrom));
  }
  return {
    from,
    to,
    verifiedTo,
    complete: verifiedTo === to,
    keyed: reports.some(({ keyed }) => keyed) && reports.every((report) => report.keyed || isAllForged(report)),
    intact: unreadable.length === 0 && reports.every(({ intact, forged: none }) => intact && none.length === 0),
    events,
    chains: reports.sort((a, b) => (a.firstAt < b.firstAt ? -1 : 1)),
    forged,
    unreadable,
  };
}

async function addEarlier(
  rows: AsyncIterable<TrailRow>,
  chains: ReadonlyMap<string, ChainState>,
  vouch: ReturnType<typeof makeVoucher>,
): Promise<void> {
  for await (const row of rows) {
    const judged = judgeRow(row);
    if (judged.kind !== "event" || judged.isEdited || vouch(judged) === "forged") continue;
    chains.get(judged.event.data.chain.id)?.addEarlier(judged.event.data.chain);
  }
}

function addElsewhere(
  row: TrailRow,
  chain: ChainState | undefined,
  chainId: string,
  vouch: ReturnType<typeof makeVoucher>,
): void {
  const judged = judgeRow(row);
  const isOfChain = judged.kind === "event" && judged.event.data.chain.id === chainId;
  if (isOfChain && vouch(judged) !== "forged") chain?.addElsewhere(judged);
}

/**
 * Tells what the keys say of each event, in order of time. Where the settings do not say from when on all events are keyed,
 * it is from the first that is: of an instance without a key that ran on beside the first with one, the events count as forged.
 */
function makeVoucher(keys: ChainKeys | null): (judged: Judged) => KeyVerdict | null {
  if (keys === null) return () => null;
  let { at: keyedSince } = keys.keyedSince;
  return ({ event, at }) => {
    const verdict = keys.judge(event);
    if (verdict === "genuine" && !keys.keyedSince.isSaid && at < keyedSince) keyedSince = at;
    const isLate = at >= keyedSince || isBornSince(event.data.chain.id, keyedSince);
    return verdict === "unkeyed" && isLate ? "forged" : verdict;
  };
}

const isAllForged = ({ lastHash, forged }: ChainReport): boolean => lastHash === null && forged.length > 0;

const forgedEvent = ({ id, data: { chain } }: TrailEvent, row: TrailRow): ForgedEvent => ({
  chainId: chain.id,
  sequence: chain.sequence,
  eventId: id,
  ...keysOf(row),
});

const keysOf = ({ row: { partitionKey, rowKey } }: TrailRow) => ({ partitionKey, rowKey });
