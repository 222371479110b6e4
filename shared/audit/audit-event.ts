import type { Decision } from "../routing/decision.ts";

/** Where an event stands in the hash chain of the running instance that made it. Hashes are `sha256:<hex>`. */
export type ChainLink = {
  readonly id: string;
  /** From 1, without gaps. */
  readonly sequence: number;
  /** The hash of the event before; null for the first. */
  readonly previousHash: string | null;
  /** Over the canonical JSON of the whole event without this field. */
  readonly hash: string;
};

/** A CloudEvents 1.0 event in structured JSON (contract section 4), before it has a place in a chain. */
export type AuditEvent = {
  readonly specversion: "1.0";
  readonly id: string;
  readonly source: string;
  readonly type: "emergency-call.decided.v1";
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: "application/json";
  readonly data: DecidedData;
};

export type DecidedData = {
  /** The body as the signalling layer sent it. */
  readonly request: unknown;
  readonly decision: Decision;
  /** From the request's arrival to the decision, without storing this event. */
  readonly latencyMs: number;
  readonly instance: string;
  /** Who asked, as far as that was established; null where callers are not told apart. */
  readonly sender: string | null;
};

/** An event with its place in a chain: what is published and kept. */
export type ChainedEvent = Omit<AuditEvent, "data"> & { readonly data: DecidedData & { readonly chain: ChainLink } };

/** Where an event came to rest: Event Hubs confirmed it, the outbox table holds it, or it stands whole in the log. */
export type AuditStatus = "published" | "queued" | "logged";
