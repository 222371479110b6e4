import * as z from "zod";
import { services } from "../catalogue/catalogue-entry.ts";
import { callSetupFields } from "../recognition/call-setup-fields.ts";
import { callClasses } from "../recognition/classes.ts";
import { type Flag, flagText } from "../recognition/flags.ts";
import { spellings } from "../recognition/spellings.ts";
import { territorySources } from "../recognition/territory-sources.ts";
import type { RecordedDecision } from "../routing/decision.ts";
import { auditStatuses, auditStatusMeaning, hashField, versionField } from "./fields.ts";
import { givenLocationSchema, locationSchema, recordedLocationSchema } from "./location-schemas.ts";

const fields = callSetupFields;

/** A call as the signalling layer may describe it. The reader asks for less: see the description. */
export const callSetupSchema = z
  .looseObject({
    calledParty: z
      .string()
      .describe(
        "The called party exactly as received: E.164-like, short code, `tel:`, `sip:`, `sips:` or `urn:service:...`, with or " +
          "without display name, separators, parameters and percent-encoding. Do not convert anything yourself.",
      ),
    callId: fields.callId.nullish().describe("The SIP Call-ID, to find the call again. When absent one is made."),
    ingress: fields.ingress.nullish().describe("The ingress profile: which platform or trunk. When absent `default`."),
    tenant: fields.tenant.nullish().describe("The customer. When absent `*`, the numbers for all."),
    callingParty: fields.callingParty
      .nullish()
      .describe("The caller's number in the same forms; null or `anonymous` when withheld. It may tell the territory."),
    territory: fields.territory.nullish().describe("Where the caller is, ISO 3166-1 alpha-2, if you know it."),
    locationKey: fields.locationKey
      .nullish()
      .describe("Key into a location-keyed table: INSEE commune, AGS, site, area code."),
    location: givenLocationSchema.nullish(),
    receivedAt: fields.receivedAt.nullish().describe("When you received the call. Recorded; decides nothing."),
    attributes: fields.attributes
      .meta({ override: { maxProperties: 20 } })
      .nullish()
      .describe("Texts of your own, copied to the audit event. At most 20."),
  })
  .describe(
    "Only `calledParty` is required. A field that is missing, null or not of the form given here is ignored, and named in " +
      "the answer's `flags` as `invalid:<field>`; it never costs the call its decision. Members that are not known are " +
      "recorded with the rest.",
  );

const numberSchema = z.object({
  received: z.string().describe("The called party as it came."),
  normalised: z.string().describe("The same without display name, separators and parameters."),
  spelling: z
    .enum([...spellings, "mask"])
    .nullable()
    .describe(
      "How the number was written: one of the ingress's spellings, unless a flag says `unexpected-spelling`; null for any other number.",
    ),
  callingCode: z.string().nullable().describe("Without `+`."),
  shortCode: z.string().nullable().describe("What a person would dial, as text: `000` is a code."),
  territory: z.string().nullable().describe("ISO 3166-1 alpha-2; null if it is not known."),
  territoryFrom: z.enum(territorySources).nullable().describe("What the territory was taken from."),
  candidateTerritories: z.array(z.string()),
  services: z.array(z.enum(services)),
  serviceUrn: z.string().nullable().describe("RFC 5031."),
});

export const routeSchema = z.object({
  name: z.string(),
  requestUri: z.string().describe("The SIP Request-URI to send, percent-encoded where needed."),
  headers: z.record(z.string(), z.string()).describe("SIP header fields to set."),
  timeoutMs: z.int().describe("How long to wait for an answer before the next route, in milliseconds."),
});

export const conversionSchema = z.object({
  name: z.string(),
  calledParty: z.string().describe("The number as the network wants it."),
  callingParty: z.string().exactOptional().describe("The number to show instead of the caller's; only if one is set."),
});

/** A decision as it is recorded, without what became of its audit event. */
export const decisionSchema = z.object({
  decisionId: z.string().describe("A UUID; also the id of the audit event, and the header `x-decision-id`."),
  callId: z.string().describe("The Call-ID of the request, or a generated one."),
  class: z
    .enum(callClasses)
    .describe(
      "`emergency`; `emergency-normal-routing`: an emergency number that this network routes as an ordinary call; " +
        "`test`: a test of emergency calling, such as 933; `special`: help lines such as 116 000; `ordinary`.",
    ),
  action: z
    .enum(["route", "continue"])
    .describe("`route`: use `routes`, in order. `continue`: your own routing; `routes` is then empty."),
  number: numberSchema,
  conversion: conversionSchema,
  routes: z.array(routeSchema),
  contacts: z.array(z.string()).describe("The routes as SIP Contact values for a 302 (RFC 3261, 20.10), by falling q."),
  location: recordedLocationSchema
    .nullable()
    .exactOptional()
    .describe("Where the caller is, if anything told. Decisions that earlier releases recorded have no such member."),
  retryOn: z
    .array(z.int())
    .describe("Final SIP status codes on which to try the next route, besides no answer in time."),
  config: z.object({
    version: versionField,
    hash: hashField,
    source: z
      .enum(["live", "stale", "baseline"])
      .describe("`stale`: last known good. `baseline`: the built-in catalogue alone."),
    ageMs: z.int().min(0).describe("Since the version was last known to be the active one, in milliseconds."),
  }),
  flags: z
    .array(z.string() as z.ZodType<Flag>)
    .describe(
      `What is doubtful about the decision. There may be new ones: ignore those that you do not know.\n${flagText}`,
    ),
}) satisfies z.ZodType<RecordedDecision>;

/** The answer to a call-setup event. */
export const callSetupAnswerSchema = decisionSchema.extend({
  location: locationSchema
    .nullable()
    .describe("Where the caller is, if anything told: the place itself is not repeated."),
  audit: z.object({
    eventId: z.string().nullable().describe("Null if nothing is recorded."),
    status: z
      .enum([...auditStatuses, "not-required"])
      .describe(
        `${auditStatusMeaning} \`not-required\`: special and ordinary calls are not recorded, unless they are \`suspected\`.`,
      ),
  }),
});

/** The answer to a call outcome. */
export const outcomeAnswerSchema = z.object({
  eventId: z.string().describe("The same for the same report: to send it again does no harm."),
  audit: z.object({ status: z.enum(auditStatuses).describe(auditStatusMeaning) }),
  ignored: z
    .array(z.string())
    .max(5)
    .optional()
    .describe("Unknown members of the report, which were left out; at most five. Absent if there are none."),
});
