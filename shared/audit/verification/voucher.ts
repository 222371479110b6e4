import type { ChainKeys, KeyVerdict } from "../chain-keys.ts";
import type { Judged } from "./chain-state.ts";
import { isBornSince } from "./report-chain.ts";

/** What the keys say of an event; null without keys. Events must be given in order of time. */
export type Vouch = (judged: Judged) => KeyVerdict | null;

/**
 * Where the settings do not say since when all events are keyed, it is since the first keyed one. Events of an instance
 * without a key that went on beside the first one with a key count as forged.
 */
export function makeVoucher(keys: ChainKeys | null): Vouch {
  if (keys === null) return () => null;
  let { at: keyedSince } = keys.keyedSince;
  return ({ event, at }) => {
    const verdict = keys.judge(event);
    if (verdict === "genuine" && !keys.keyedSince.isSaid && at < keyedSince) keyedSince = at;
    const isLate = at >= keyedSince || isBornSince(event.data.chain.id, keyedSince);
    return verdict === "unkeyed" && isLate ? "forged" : verdict;
  };
}
