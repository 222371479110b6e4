import * as z from "zod";
import type { AuditEventType, ChainedEvent, ChainLink } from "../audit/audit-event.ts";
import type { DecidedData } from "../audit/decided-event.ts";
import type { ChainEventData } from "../audit/hash-chain.ts";
import { outcomeSchema } from "../audit/outcome-event.ts";
import { type PurgedData, purgedSchema } from "../audit/purges/purged-event.ts";
import type { TrailReadData } from "../audit/trail-read-event.ts";
import type { ChainReport, VerificationReport } from "../audit/verification/chain-report.ts";
import type { LookupImportedData } from "../config/lookup/imported-event.ts";
import { proposalSchema } from "../config/proposals/proposal.ts";
import type { ProposalAdvancedData } from "../config/proposals/proposal-event.ts";
import type { Alarm } from "../watch/alarms/alarm.ts";
import type { AlarmClearedData, AlarmRaisedData } from "../watch/alarms/alarm-events.ts";
import { alarmText, alarmWords } from "../watch/alarms/alarm-words.ts";
import type { DivertBeganData, DivertEndedData } from "../watch/diverts/divert-events.ts";
import { type ProbeFaultWord, probeFaultMeanings } from "../watch/probes/judge-reply.ts";
import type { ProbeResultData, VerifiedData } from "../watch/probes/probe-events.ts";
import type { ProbeResult } from "../watch/probes/probe-target.ts";
import { decisionSchema } from "./call-schemas.ts";
import { diffSchema, lookupVersionSchema, versionSchema } from "./configuration-schemas.ts";
import { countField, hashField, instantField, versionField } from "./fields.ts";

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
      .describe("The trace that it belongs to (W3C Trace Context), if there is one."),
    datacontenttype: z.literal("application/json"),
    data: z.object({ ...data, chain: chainSchema }),
  });

export const decidedEventSchema = eventOf("emergency-call.decided.v1", {
  request: z
    .unknown()
    .describe(
      "The body of the request as received, without what says where the caller is; text if it nests more than 32 levels deep.",
    ),
  query: z
    .object({
      question: z.string().exactOptional(),
      answer: z.string().exactOptional(),
      ingress: z.string().exactOptional(),
    })
    .exactOptional()
    .describe("What the URL said of the form of question and answer; only if it said anything."),
  decision: decisionSchema,
  latencyMs: z.number().min(0).describe("From the request to the decision, without the recording of it."),
  instance,
  sender,
}) satisfies z.ZodType<ChainedEvent<DecidedData>>;

export const outcomeEventSchema = eventOf("emergency-call.outcome.v1", { outcome: outcomeSchema, instance, sender });

export const locationEventSchema = eventOf("emergency-call.location.v1", {
  decisionId: z.string(),
  location: z
    .union([z.record(z.string(), z.unknown()), z.string()])
    .describe("What the request said of the caller's place, as it came; `***` without the role `Audit.Read.Personal`."),
  instance,
  sender,
});

export const configChangedEventSchema = eventOf("emergency-config.changed.v1", {
  change: z.object({
    ...versionSchema.shape,
    // Events of earlier releases do not have these.
    breakGlass: versionSchema.shape.breakGlass.exactOptional(),
    proposal: versionSchema.shape.proposal.exactOptional(),
    diff: diffSchema.shape.changes.describe("As much of it as fits into an event."),
    truncated: z.boolean().describe("Whether the diff is cut short; read the version itself for all of it."),
  }),
  instance,
  sender,
});

export const proposalAdvancedEventSchema = eventOf("emergency-proposal.advanced.v1", {
  proposal: z.object({
    id: z.guid(),
    reason: z.string(),
    author: z.string(),
    baseVersion: z.int().min(0),
    breakGlass: z.string().nullable(),
    approvalsNeeded: z.int().min(0),
    ...proposalSchema.shape.steps.element.shape,
  }),
  instance,
  sender: z.string(),
}) satisfies z.ZodType<ChainedEvent<ProposalAdvancedData>>;

export const lookupImportedEventSchema = eventOf("emergency-lookup.imported.v1", {
  import: lookupVersionSchema.extend({ author: z.string(), reason: z.string(), importedAt: instantField }),
  instance,
  sender: z.string(),
}) satisfies z.ZodType<ChainedEvent<LookupImportedData>>;

const alarmFields = {
  alarm: z.enum(alarmWords).describe(alarmText),
  subject: z.string().describe("Which one: a Call-ID, a route, an ingress, a territory and so on."),
  since: instantField.describe("When its cause was first seen."),
};

export const alarmSchema = z.object({
  ...alarmFields,
  evidence: z.array(z.string()).max(20).describe("Ids of events that show the cause, the first ones."),
  runbook: z.string().describe("Where the documents say what to do."),
}) satisfies z.ZodType<Alarm>;

export const alarmRaisedEventSchema = eventOf("emergency-alarm.raised.v1", {
  ...alarmSchema.shape,
  instance,
}) satisfies z.ZodType<ChainedEvent<AlarmRaisedData>>;

export const alarmClearedEventSchema = eventOf("emergency-alarm.cleared.v1", {
  ...alarmFields,
  instance,
}) satisfies z.ZodType<ChainedEvent<AlarmClearedData>>;

const divertFields = {
  name: z.string(),
  from: z
    .object({ routeSet: z.string().exactOptional(), area: z.string().exactOptional() })
    .describe("A route set or an area."),
  to: z.string().describe("The route set that its calls go to instead."),
  validFrom: instantField,
  validUntil: instantField,
  reason: z.string(),
};

export const divertBeganEventSchema = eventOf("emergency-divert.began.v1", {
  ...divertFields,
  instance,
}) satisfies z.ZodType<ChainedEvent<DivertBeganData>>;

export const divertEndedEventSchema = eventOf("emergency-divert.ended.v1", {
  ...divertFields,
  why: z.enum(["over", "removed"]).describe("`removed`: a change of the configuration took it away."),
  instance,
}) satisfies z.ZodType<ChainedEvent<DivertEndedData>>;

const probeFaultWords = Object.keys(probeFaultMeanings) as readonly ProbeFaultWord[];

const probeResultSchema = z.object({
  expectation: z.string(),
  callId: z.string().describe("The Call-ID that the probe was sent with."),
  tookMs: countField,
  faults: z.array(
    z.object({
      what: z
        .enum(probeFaultWords)
        .describe(probeFaultWords.map((word) => `\`${word}\`: ${probeFaultMeanings[word]}.`).join(" ")),
      wanted: z.string(),
      got: z.string(),
    }),
  ),
}) satisfies z.ZodType<ProbeResult>;

const failuresField = z.array(probeResultSchema).describe("The first of those that failed.");
const shortened = z.boolean().describe("Whether more failed than are listed.");

export const probeResultEventSchema = eventOf("emergency-probe.result.v1", {
  probe: z.object({
    kind: z.enum(["failed", "sum"]).describe("Probes of one run, some of which failed; or those of an hour in sum."),
    target: z.string().describe("The front door, by its name."),
    version: versionField.describe("The version that should have decided."),
    from: instantField,
    until: instantField,
    probed: countField,
    failed: countField,
    slowestMs: countField,
    failures: failuresField,
    truncated: shortened,
  }),
  instance,
}) satisfies z.ZodType<ChainedEvent<ProbeResultData>>;

export const configVerifiedEventSchema = eventOf("emergency-config.verified.v1", {
  verification: z.object({
    version: versionField,
    hash: hashField,
    from: instantField,
    until: instantField,
    result: z
      .enum(["verified", "failed", "incomplete"])
      .describe("`incomplete`: nothing failed, but time was up before all were probed."),
    expectations: countField.describe("How many the version has."),
    notProbed: countField.describe("Those that are judged at an instant of their own, which no front door can do."),
    broken: z.array(z.string()).describe("Names of those that the version itself does not meet."),
    targets: z.array(z.object({ target: z.string(), probed: countField, failed: countField, failures: failuresField })),
    truncated: shortened,
  }),
  instance,
}) satisfies z.ZodType<ChainedEvent<VerifiedData>>;

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
    operation: z.enum(["events", "export", "call", "verification", "report", "lookup-table"]),
    query: z.record(z.string(), z.unknown()).describe("The query, as the app read it."),
    personal: z.boolean().describe("Whether calling numbers were shown."),
  }),
  instance,
  sender: z.string(),
}) satisfies z.ZodType<ChainedEvent<TrailReadData>>;

/** An event of any type. */
export const auditEventSchema = z.discriminatedUnion("type", [
  decidedEventSchema,
  outcomeEventSchema,
  locationEventSchema,
  configChangedEventSchema,
  lookupImportedEventSchema,
  proposalAdvancedEventSchema,
  alarmRaisedEventSchema,
  alarmClearedEventSchema,
  divertBeganEventSchema,
  divertEndedEventSchema,
  probeResultEventSchema,
  configVerifiedEventSchema,
  chainOpenedEventSchema,
  chainClosedEventSchema,
  purgedEventSchema,
  trailReadEventSchema,
]);

const rowKeysSchema = z.object({ partitionKey: z.string(), rowKey: z.string() });

/** A page of events. */
export const eventPageSchema = z.object({
  events: z
    .array(auditEventSchema)
    .describe(
      "Oldest first. A page may be short or empty and yet not the last: where a filter finds little it ends early.",
    ),
  continuationToken: z
    .string()
    .nullable()
    .describe("Send it with the same query for the next page; null on the last one."),
  unreadable: z.array(rowKeysSchema).exactOptional().describe("Rows that hold no event, if there are any."),
});

/** What happened to one call. */
export const callStorySchema = z.object({
  callId: z.string(),
  configurations: z
    .array(z.object({ version: versionField, hash: hashField, decidedAt: instantField }))
    .describe("What the call was decided by, each with the time of the first decision."),
  decisions: z.array(decidedEventSchema).describe("In order of time."),
  outcomes: z.array(outcomeEventSchema).describe("In order of time, each report once."),
  locations: z
    .array(locationEventSchema)
    .describe("Where the caller was; only with `AUDIT_LOCATION=full`, while it is kept."),
  altered: z
    .array(z.string())
    .describe("Ids of events that are not what their hash was taken over, and row keys of rows that hold no event."),
  complete: z.boolean().describe("False when the call has more than the 1,000 events that were read."),
});

const rangesSchema = z.array(z.object({ from: z.int(), to: z.int() }));
const sequencesSchema = z.array(z.int());

/** What verification found in one chain. Hashes are those that the events state, even if an event was altered. */
export const chainReportSchema = z.object({
  chainId: z.string(),
  events: countField,
  firstSequence: z.int(),
  lastSequence: z.int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  previousHash: z
    .string()
    .nullable()
    .describe("What the first event says of the one before it; joins this window to the last."),
  lastHash: z.string().nullable().describe("Keep it where no one who may write to the trail can write."),
  state: z
    .enum(["closed", "open", "unclosed"])
    .describe(
      "`closed`: ended in the window. `open`: its last event is recent. `unclosed`: neither; no fault by itself.",
    ),
  gaps: rangesSchema.describe("Missing sequences, first and last of each gap."),
  purged: rangesSchema.describe("Missing sequences that a purge event accounts for. No fault."),
  elsewhere: rangesSchema.describe(
    "Missing sequences whose events stand within 26 hours of the window: a clock was set. No fault.",
  ),
  brokenLinks: sequencesSchema.describe("Do not follow on the event before."),
  edited: sequencesSchema.describe("Are not what their hash was taken over."),
  misplaced: sequencesSchema.describe("Stand in a row that is not theirs."),
  duplicates: sequencesSchema.describe("Are claimed by two different events."),
  afterClose: sequencesSchema.describe("Come after the event that closed the chain."),
  unknownKey: sequencesSchema.describe(
    "Carry a MAC by a key that the app does not have (any more): they cannot be verified.",
  ),
  forged: sequencesSchema.describe(
    "Are claimed by events that were recorded without the key. The rest of the report is about the other events.",
  ),
  more: z.boolean().describe("Whether a list was cut short, at a thousand."),
  keyed: z.boolean().describe("Whether a key (`AUDIT_CHAIN_KEY`) vouches for every event that is not forged."),
  intact: z.boolean().describe("Whether nothing is wrong with what was recorded, whatever was forged beside it."),
}) satisfies z.ZodType<ChainReport>;

/** Whether the chains of a window are whole and unaltered. */
export const verificationReportSchema = z.object({
  from: instantField,
  to: instantField,
  verifiedTo: instantField.describe(
    "How far the window was verified: to now, if its end is still to come. Go on from there if `complete` is false.",
  ),
  complete: z.boolean().describe("Whether all that the trail has of the window was read."),
  keyed: z
    .boolean()
    .describe(
      "Whether a key vouches for every event that is not forged. Without one, hashes alone tell what is found.",
    ),
  intact: z.boolean().describe("True when nothing is missing, edited, out of place or forged."),
  events: countField,
  chains: z.array(chainReportSchema),
  forged: z
    .array(rowKeysSchema.extend({ chainId: z.string(), sequence: z.int(), eventId: z.string() }))
    .describe("Events that were recorded without the key, at most a thousand, with their rows."),
  unreadable: z.array(rowKeysSchema).describe("Rows that hold no event and do not say of which chain they were."),
}) satisfies z.ZodType<VerificationReport>;
