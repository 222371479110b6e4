import { pace } from "../../pace.ts";
import type { TrailEvent } from "../read-event.ts";
import type { ForgedEvent, VerificationReport } from "../verification/chain-report.ts";
import { type ChainState, type Judged, makeChainState } from "../verification/chain-state.ts";
import type { Vouch } from "../verification/voucher.ts";
import { judgeRow } from "./judge-row.ts";
import type { PurgedByChain } from "./read-purged-ranges.ts";
import type { TrailRow } from "./stored-row.ts";
import { instantOf, isPosition } from "./trail-keys.ts";

/** What the rows of a window hold, chain by chain. */
export type CollectedChains = {
  readonly chains: ReadonlyMap<string, ChainState>;
  readonly forged: readonly ForgedEvent[];
  readonly unreadable: VerificationReport["unreadable"];
  readonly events: number;
  /** How far the window was read; null to its end. */
  readonly stoppedAt: string | null;
};

export type CollectOptions = {
  readonly vouch: Vouch;
  readonly isSpent: () => boolean;
  /** What was purged of the window; not asked where the window has no events. */
  readonly readPurged?: (() => Promise<PurgedByChain>) | undefined;
};

const chainsAtMost = 20_000;
const listedAtMost = 1_000;
const rowsBetweenLooks = 32;

/** Reads rows until they end, the time is spent, or there are too many chains. Always gets beyond `from`. */
export async function collectChains(
  rows: AsyncIterable<TrailRow>,
  from: string,
  { vouch, isSpent, readPurged }: CollectOptions,
): Promise<CollectedChains> {
  const chains = new Map<string, ChainState>();
  const forged: ForgedEvent[] = [];
  const unreadable: ReturnType<typeof keysOf>[] = [];
  let purged: PurgedByChain | undefined;
  let events = 0;

  const chainOf = (id: string): ChainState => {
    const chain = chains.get(id) ?? makeChainState(id, purged?.get(id));
    chains.set(id, chain);
    return chain;
  };

  const addEvent = (judged: Judged, row: TrailRow): void => {
    const { id, sequence } = judged.event.data.chain;
    const chain = chainOf(id);
    const vouched = vouch(judged);
    if (vouched !== "forged") chain.add(judged, vouched);
    else {
      chain.addForged(sequence, judged.at);
      if (forged.length < listedAtMost) forged.push(forgedEvent(judged.event, row));
    }
  };

  const addRow = (row: TrailRow): void => {
    const judged = judgeRow(row);
    if (judged.kind === "event") addEvent(judged, row);
    else if (judged.kind === "lost-event") chainOf(judged.chainId).addUnreadable(judged.sequence, judged.at);
    else if (unreadable.length < listedAtMost) unreadable.push(keysOf(row));
  };

  for await (const row of rows) {
    if (events % rowsBetweenLooks === 0 && (isSpent() || chains.size > chainsAtMost) && isBehind(row, from))
      return { chains, forged, unreadable, events, stoppedAt: instantOf(row.position) };
    if (pace.isDue()) await pace.rest();
    events += 1;
    purged ??= await readPurged?.();
    addRow(row);
  }
  return { chains, forged, unreadable, events, stoppedAt: null };
}

const isBehind = ({ position }: TrailRow, from: string): boolean => isPosition(position) && instantOf(position) > from;

const forgedEvent = ({ id, data: { chain } }: TrailEvent, row: TrailRow): ForgedEvent => ({
  chainId: chain.id,
  sequence: chain.sequence,
  eventId: id,
  ...keysOf(row),
});

const keysOf = ({ row: { partitionKey, rowKey } }: TrailRow) => ({ partitionKey, rowKey });
