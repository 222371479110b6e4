import type { AuditEvent } from "./audit-event.ts";

/** `data` of the first and last event of a chain. */
export type ChainEventData = { readonly instance: string };

/** The event that opens or closes a chain: between the two, every sequence number must be there. */
export const chainEvent = (
  kind: "opened" | "closed",
  chainId: string,
  instance: string,
  id: string,
  nowMs: number,
): AuditEvent<ChainEventData> => ({
  specversion: "1.0",
  id,
  source: "/emergency-call-router",
  type: `emergency-audit.chain-${kind}.v1`,
  subject: chainId,
  time: new Date(nowMs).toISOString(),
  datacontenttype: "application/json",
  data: { instance },
});
