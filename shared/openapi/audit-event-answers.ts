import * as z from "zod";
import type { AuditEventType, ChainedEvent, ChainLink, DecidedData } from "../audit/audit-event.ts";
import type { ChainEventData } from "../audit/chain-event.ts";
import { outcomeSchema } from "../audit/outcome-event.ts";
import { type PurgedData, purgedSchema } from "../audit/purges/purged-event.ts";
import type { TrailReadData } from "../audit/trail-read-event.ts";
import type { LookupImportedData } from "../config/lookup/imported-event.ts";
import { hashField, instantField } from "./answer-fields.ts";
import { diffSchema, lookupVersionSchema, versionSchema } from "./configuration-answers.ts";
import { decisionSchema } from "./decision-answer.ts";

export const chainSchema = z.object({
  id: z.string(),
  sequence: z.int().min(1).describe("From 1, without gaps."),
  previousHash: hashField.nullable().describe("Of the event before; null for the first."),
  hash: hashField.describe("Over the canonical JSON (RFC 8785) of the whole event without this field and `mac`."),
  mac: z
    .object({ keyId: z.string(), value: z.string() })
    .describe(
      "HMAC-SHA256 of `hash`, in hex, where the app has a key (`AUDIT_CHAIN_KEY`); `keyId` follows from the key.",
    )
    .exactOptional(),
}) satisfies z.ZodType<ChainLink>;

const instance = z.string().describe("Which running instance it was.");
const sender = z.string().nullable().describe("Who sent it, as far as that was proved.");

/** An event of one type: CloudEvents 1.0 in structured JSON. */
const eventOf = <const Type extends AuditEventType, Data extends z.ZodRawShape>(type: Type, data: Data) =>
  z.object({
    specversion: z.literal("1.0"),
    id: z.string(),
    source: z.string(),
    type: z.literal(type),
    subject: z.string().describe("The Call-ID of an event about a call; otherwise what the event is about."),
    time: instantField,
    traceparent: z
      .string()
      .exactOptional()
      .describe("The trace that it belongs to (W3C Trace Context), where there is one."),
    datacontenttype: z.literal("application/json"),
    data: z.object({ ...data, chain: chainSchema }),
  });

export const decidedEventSchema = eventOf("emergency-call.decided.v1", {
  request: z.unknown().describe("The body of the request as it came; text where it nests more than 32 levels deep."),
  decision: decisionSchema,
  latencyMs: z.number().min(0).describe("From the request to the decision, without the recording of it."),
  instance,
  sender,
}) satisfies z.ZodType<ChainedEvent<DecidedData>>;

export const outcomeEventSchema = eventOf("emergency-call.outcome.v1", { outcome: outcomeSchema, instance, sender });

export const configChangedEventSchema = eventOf("emergency-config.changed.v1", {
  change: z.object({
    ...versionSchema.shape,
    diff: diffSchema.shape.changes.describe("As much of it as fits into an event."),
    truncated: z.boolean().describe("Whether the diff is cut short; read the version itself for all of it."),
  }),
  instance,
  sender,
});

export const lookupImportedEventSchema = eventOf("emergency-lookup.imported.v1", {
  import: lookupVersionSchema.extend({ author: z.string(), reason: z.string(), importedAt: instantField }),
  instance,
  sender: z.string(),
}) satisfies z.ZodType<ChainedEvent<LookupImportedData>>;

export const chainOpenedEventSchema = eventOf("emergency-audit.chain-opened.v1", { instance }) satisfies z.ZodType<
  ChainedEvent<ChainEventData>
>;

export const chainClosedEventSchema = eventOf("emergency-audit.chain-closed.v1", { instance }) satisfies z.ZodType<
  ChainedEvent<ChainEventData>
>;

export const purgedEventSchema = eventOf("emergency-audit.purged.v1", purgedSchema.shape) satisfies z.ZodType<
  ChainedEvent<PurgedData>
>;

export const trailReadEventSchema = eventOf("emergency-audit.read.v1", {
  read: z.object({
    by: z.string(),
    operation: z.enum(["events", "export", "call", "verification", "lookup-table"]),
    query: z.record(z.string(), z.unknown()).describe("What was asked for, as it was understood."),
    personal: z.boolean().describe("Whether calling numbers were shown."),
  }),
  instance,
  sender: z.string(),
}) satisfies z.ZodType<ChainedEvent<TrailReadData>>;

/** An event of any type. */
export const auditEventSchema = z.discriminatedUnion("type", [
  decidedEventSchema,
  outcomeEventSchema,
  configChangedEventSchema,
  lookupImportedEventSchema,
  chainOpenedEventSchema,
  chainClosedEventSchema,
  purgedEventSchema,
  trailReadEventSchema,
]);
