import { type ChainKeys, makeChainKeys } from "../../shared/audit/chain-keys.ts";
import type { Log } from "../../shared/log.ts";
import type { Settings } from "../settings.ts";

/**
 * The keys of the audit trail by the settings; null where there are none, and the trail has hashes alone. A key that its vault
 * did not give keeps no call from being decided, but the trail is then not what was asked for, and the log says so.
 */
export function chainKeysOf(settings: Settings, given: string | undefined, nowMs: number, log: Log): ChainKeys | null {
  const { AUDIT_CHAIN_KEY: current, AUDIT_CHAIN_KEY_PREVIOUS: previous = "", AUDIT_CHAIN_KEY_SINCE: since } = settings;
  if (current === undefined) {
    if (given !== undefined && given !== "")
      log.error("AUDIT_CHAIN_KEY is a reference to a vault that was not resolved: audit events carry no MAC");
    return null;
  }
  return makeChainKeys({
    current,
    previous: previous.split(/\s+/).filter((key) => key !== ""),
    keyedSince: { at: new Date(since ?? nowMs).toISOString(), isSaid: since !== undefined },
  });
}
