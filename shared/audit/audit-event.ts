import type { ChainMac } from "./chain-keys.ts";

/** Every type of audit event: what it tells of, and what its `subject` is. */
export const auditEventMeanings = {
  "emergency-call.decided.v1": { tells: "a decision, with the request as it came", subject: "the Call-ID" },
  "emergency-call.location.v1": {
    tells: "where the caller of a decision was, as the request said it; only with `AUDIT_LOCATION=full`",
    subject: "the Call-ID",
  },
  "emergency-call.outcome.v1": { tells: "what became of a call", subject: "the Call-ID" },
  "emergency-config.changed.v1": { tells: "a change of the configuration", subject: "`configuration version <n>`" },
  "emergency-proposal.advanced.v1": {
    tells: "a step of a proposal: that it was made, edited, approved, went live, and so on",
    subject: "`proposal <id>`",
  },
  "emergency-lookup.imported.v1": {
    tells: "rows of a lookup table that were stored",
    subject: "`lookup table <name> version <n>`",
  },
  "emergency-alarm.raised.v1": { tells: "an alarm that somebody has to look at", subject: "`<alarm> <subject>`" },
  "emergency-alarm.cleared.v1": {
    tells: "an alarm whose cause has been gone for ten minutes",
    subject: "`<alarm> <subject>`",
  },
  "emergency-divert.began.v1": { tells: "a divert of calls that is in force from now on", subject: "`divert <name>`" },
  "emergency-divert.ended.v1": {
    tells: "a divert whose time is over, or that was taken out of the configuration",
    subject: "`divert <name>`",
  },
  "emergency-probe.result.v1": {
    tells: "probes of a front door that failed, and once an hour all of them in sum",
    subject: "`probe <front door>`",
  },
  "emergency-config.verified.v1": {
    tells: "what probes of every expectation have shown after a version went live",
    subject: "`configuration version <n>`",
  },
  "emergency-audit.chain-opened.v1": {
    tells: "the first event of an instance, and so of a chain",
    subject: "the chain",
  },
  "emergency-audit.chain-closed.v1": { tells: "the last event of a chain", subject: "the chain" },
  "emergency-audit.purged.v1": { tells: "what retention removed of a day", subject: "`audit-retention:<day>`" },
  "emergency-audit.read.v1": {
    tells: "somebody's look at the trail, or at the rows of a lookup table",
    subject: "`audit-trail` or `lookup-table`",
  },
} as const;

export type AuditEventType = keyof typeof auditEventMeanings;

export const auditEventTypes = Object.keys(auditEventMeanings) as readonly AuditEventType[];

/** A CloudEvents 1.0 event in structured JSON (contract section 4), without its place in a chain. */
export type AuditEvent<Data extends object = object> = {
  readonly specversion: "1.0";
  /** Of a decision's event the decision's id, so that one decision is one record however often it is sent. */
  readonly id: string;
  readonly source: string;
  readonly type: AuditEventType;
  /** The Call-ID of an event about a call; otherwise what the event is about. */
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: "application/json";
  /** The trace it was made in (CloudEvents, Distributed Tracing extension), if one is recorded. */
  readonly traceparent?: string;
  readonly data: Data;
};

/** An event's place in the hash chain of the instance that made it. Hashes are `sha256:<hex>`. */
export type ChainLink = {
  readonly id: string;
  /** From 1, without gaps. */
  readonly sequence: number;
  /** The hash of the event before; null for the first. */
  readonly previousHash: string | null;
  /** Over the canonical JSON of the whole event without this field and the next. */
  readonly hash: string;
  /** Over the hash, if the instance had a key. */
  readonly mac?: ChainMac | undefined;
};

/** An event with its place in a chain: what is published and kept. */
export type ChainedEvent<Data extends object = object> = AuditEvent<Data & { readonly chain: ChainLink }>;

/** What differs from event to event. */
export type EventFacts<Data extends object> = Pick<AuditEvent<Data>, "id" | "type" | "subject" | "data"> & {
  /** Milliseconds since the epoch, or the instant as it was stored. */
  readonly at: number | string;
  readonly traceparent?: string | null;
};

/** Puts an event into its envelope. Bytes that are stored follow from the order of these members. */
export const auditEvent = <Data extends object>({
  id,
  type,
  subject,
  at,
  traceparent,
  data,
}: EventFacts<Data>): AuditEvent<Data> => ({
  specversion: "1.0",
  id,
  source: "/emergency-call-router",
  type,
  subject,
  time: typeof at === "string" ? at : new Date(at).toISOString(),
  datacontenttype: "application/json",
  ...(traceparent == null ? {} : { traceparent }),
  data,
});

/** Where an event came to rest. */
export const auditStatusMeanings = {
  published: "Event Hubs confirmed it",
  queued: "stored in the outbox; Event Hubs gets it later",
  logged: "both failed or ran out of time, and the whole event stands in the log",
} as const;

export type AuditStatus = keyof typeof auditStatusMeanings;
