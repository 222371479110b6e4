import { createHash } from "node:crypto";
import { canonicalJson } from "../json/canonical-json.ts";
import { type AuditEvent, auditEvent, type ChainedEvent } from "./audit-event.ts";
import type { ChainKeys } from "./chain-keys.ts";

/** The chain of one running instance: each event carries the hash of the one before, so that gaps and edits are found. */
export type HashChain = {
  readonly id: string;
  /** Gives the event the next place. Synchronous, so that places follow the order of calls. */
  readonly append: <Data extends object>(event: AuditEvent<Data>) => ChainedEvent<Data>;
};

/** `sign` makes the MAC over each event's hash, if there is a key. */
export function makeHashChain(id: string, sign?: ChainKeys["sign"]): HashChain {
  let sequence = 0;
  let previousHash: string | null = null;
  return {
    id,
    append: (event) => {
      sequence += 1;
      const place = { id, sequence, previousHash };
      const hash = eventHash({ ...event, data: { ...event.data, chain: place } });
      previousHash = hash;
      const chain = sign === undefined ? { ...place, hash } : { ...place, hash, mac: sign(hash) };
      return { ...event, data: { ...event.data, chain } };
    },
  };
}

/** `data` of the first and last event of a chain. */
export type ChainEventData = { readonly instance: string };

/** The event that opens or closes a chain: between the two, every sequence number must be there. */
export const chainEvent = (
  kind: "opened" | "closed",
  chainId: string,
  { instance, id, nowMs }: ChainEventData & { readonly id: string; readonly nowMs: number },
): AuditEvent<ChainEventData> =>
  auditEvent({ id, type: `emergency-audit.chain-${kind}.v1`, subject: chainId, at: nowMs, data: { instance } });

/** The hash an event must carry: over its canonical JSON, without the hash itself and the MAC over it. */
export const eventHash = (eventWithoutHash: unknown): string =>
  `sha256:${createHash("sha256").update(canonicalJson(eventWithoutHash)).digest("hex")}`;
