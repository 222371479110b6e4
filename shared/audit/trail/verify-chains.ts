import { setImmediate as otherWork } from "node:timers/promises";
import type { VerificationReport } from "./chain-report.ts";
import { type ChainState, makeChainState } from "./chain-state.ts";
import { judgeRow } from "./judge-row.ts";
import type { PurgedByChain } from "./read-purged-ranges.ts";
import type { TrailRow } from "./read-trail.ts";
import { instantOf, isPosition } from "./trail-keys.ts";

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
};

const chainsAtMost = 20_000;
const unreadableListedAtMost = 1_000;
const rowsBetweenPauses = 32;

/**
 * Checks every chain of which a window has events, judging each by what is in the window: what came before it or after it
 * is not missed. Memory grows with the number of chains and gaps, not of events.
 */
export async function verifyChains(
  rows: AsyncIterable<TrailRow>,
  { from, to }: { readonly from: string; readonly to: string },
  { now, clock, budgetMs, openForMs, readPurged }: VerificationOptions,
): Promise<VerificationReport> {
  const chains = new Map<string, ChainState>();
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
    if (judged.kind === "event") chainOf(judged.event.data.chain.id).add(judged);
    else if (judged.kind === "lost-event") chainOf(judged.chainId).addUnreadable(judged.sequence, judged.at);
    else if (unreadable.length < unreadableListedAtMost) unreadable.push(keysOf(trailRow));
  }
  const end = Math.min(now(), Date.parse(verifiedTo));
  const seenFrom = { from, openSince: new Date(end - openForMs).toISOString() };
  const reports = [...chains.values()].map((chain) => chain.report(seenFrom));
  return {
    from,
    to,
    verifiedTo,
    complete: verifiedTo === to,
    intact: unreadable.length === 0 && reports.every(({ intact }) => intact),
    events,
    chains: reports.sort((a, b) => (a.firstAt < b.firstAt ? -1 : 1)),
    unreadable,
  };
}

const keysOf = ({ row: { partitionKey, rowKey } }: TrailRow) => ({ partitionKey, rowKey });
