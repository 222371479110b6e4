import * as z from "zod";
import { callClasses } from "../recognition/classes.ts";
import type { Decision } from "../routing/decision.ts";
import type { ChainMac } from "./chain-keys.ts";

/** Every kind of audit event: what it tells of, and what its `subject` is. */
export const auditEventMeanings = {
  "emergency-call.decided.v1": { tells: "a decision, with the request as it came", subject: "the Call-ID" },
  "emergency-call.outcome.v1": { tells: "what became of a call", subject: "the Call-ID" },
  "emergency-config.changed.v1": { tells: "a change of the configuration", subject: "`configuration version <n>`" },
  "emergency-lookup.imported.v1": {
    tells: "rows of a lookup table that were stored",
    subject: "`lookup table <name> version <n>`",
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

/** A CloudEvents 1.0 event in structured JSON (contract section 4), before it has a place in a chain. */
export type AuditEvent<Data extends object = object> = {
  readonly specversion: "1.0";
  /** Also the decision's id where the event is of a decision: one decision is one record however often it is sent. */
  readonly id: string;
  readonly source: string;
  readonly type: AuditEventType;
  /** The Call-ID of an event about a call; otherwise what the event is about. */
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: "application/json";
  /** The trace in which it was made (CloudEvents, Distributed Tracing extension), where one is recorded. */
  readonly traceparent?: string;
  readonly data: Data;
};

/** Where an event stands in the hash chain of the running instance that made it. Hashes are `sha256:<hex>`. */
export type ChainLink = {
  readonly id: string;
  /** From 1, without gaps. */
  readonly sequence: number;
  /** The hash of the event before; null for the first. */
  readonly previousHash: string | null;
  /** Over the canonical JSON of the whole event without this field and the next. */
  readonly hash: string;
  /** Over the hash, where the instance had a key. */
  readonly mac?: ChainMac | undefined;
};

/** An event with its place in a chain: what is published and kept. */
export type ChainedEvent<Data extends object = object> = AuditEvent<Data & { readonly chain: ChainLink }>;

/** `data` of `emergency-call.decided.v1`. */
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

/** Where an event came to rest. */
export const auditStatusMeanings = {
  published: "Event Hubs confirmed it",
  queued: "stored in the outbox; Event Hubs gets it later",
  logged: "both failed or ran out of time, and the whole event stands in the log",
} as const;

export type AuditStatus = keyof typeof auditStatusMeanings;

/**
 * Reads an event as it comes back from a store. Only what the trail itself relies on is checked; everything else is kept as
 * it is, because the hash is over all of it.
 */
export const chainedEventSchema = z.looseObject({
  specversion: z.literal("1.0"),
  id: z.string().min(1).max(128),
  source: z.string(),
  type: z.enum(auditEventTypes),
  subject: z.string(),
  time: z.iso.datetime(),
  datacontenttype: z.literal("application/json"),
  data: z.looseObject({
    chain: z.object({
      id: z.string().min(1).max(128),
      sequence: z.int().min(1),
      previousHash: z.string().nullable(),
      hash: z.string(),
      // Whatever else stands there is no MAC, and the event one without.
      mac: z.object({ keyId: z.string(), value: z.string() }).optional().catch(undefined),
    }),
    decision: z
      .looseObject({
        callId: z.string(),
        class: z.enum(callClasses),
        number: z.looseObject({ territory: z.string().nullable() }),
        flags: z.array(z.string()),
        config: z.looseObject({ version: z.int(), hash: z.string() }),
      })
      .optional(),
  }),
});
