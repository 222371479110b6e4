import * as z from "zod";
import { changeSetSchema as wholeSchema } from "../config/change/change-set.ts";
import { documentSchema } from "../config/document.ts";
import { lookupRowSchema } from "../config/lookup/lookup-row.ts";
import type { ChangeSimulation } from "../config/simulate/simulation.ts";
import type { CallSetup } from "../recognition/call-setup.ts";
import { callSetupSchema, conversionSchema, decisionSchema } from "./call-schemas.ts";
import { countField, instantField } from "./fields.ts";
import { locationSchema } from "./location-schemas.ts";

/** Calls to try a change with; each is read like a real one. */
export const givenCallsSchema = z.array(callSetupSchema).max(1_000).default([]);

/** The operations of a change set: one for each kind of item, and whether it is written, patched or deleted. */
export const operationSchemas = wholeSchema.shape.operations.element.options;

const { baseVersion, reason, operations, confirm, breakGlass } = wholeSchema.shape;

/** A change set, with the schema of a call for its calls. */
export const changeSetSchema = wholeSchema.extend({
  baseVersion: baseVersion.describe(
    "The version that you looked at; the change is refused when another is active by now.",
  ),
  reason: reason.describe("Why, for the version and the audit trail."),
  operations: operations.describe(
    "`put` writes the whole item: a field that is left out gets its default. `patch` changes some of its fields (RFC 7396): " +
      "what is left out stays, null gives a field its default. `delete` names the key. No two for one item.",
  ),
  confirm: confirm.describe("The dangers that you have seen and mean, as a 428 names them."),
  breakGlass: breakGlass.describe(
    "The incident for which the change must go live without the approvals that it needs: loudly, and to be approved afterwards.",
  ),
  calls: givenCallsSchema.describe("Calls to try the change with."),
});

/** No default here: what an import leaves out stays as it is. */
const lists = Object.entries(documentSchema.shape).map(([name, list]) => [name, list.unwrap().optional()]);

/** The body of an import. Which of them it is the query says. */
export const documentImportSchema = z
  .union([
    z.strictObject(Object.fromEntries(lists)).describe("Lists that are left out stay as they are."),
    z.array(z.record(z.string(), z.unknown())).describe("The items of the one list that `kind` names."),
    z.array(lookupRowSchema).describe("The rows of a lookup table."),
  ])
  .describe("A document; with `kind` one list, or the defaults; with `name` the rows of a lookup table.");

/** Boundaries of areas, as RFC 7946 has them. */
export const boundaryImportSchema = z
  .object({ type: z.literal("FeatureCollection"), features: z.array(z.record(z.string(), z.unknown())) })
  .describe("With `keys=boundary`: Polygons and MultiPolygons.");

/** A call as it was read: what could not be used is null. */
export const readCallSchema = z.object({
  calledParty: z.string(),
  callId: z.string(),
  ingress: z.string().nullable(),
  tenant: z.string().nullable(),
  callingParty: z.string().nullable(),
  territory: z.string().nullable(),
  locationKey: z.string().nullable(),
  receivedAt: z.string().nullable(),
  attributes: z.record(z.string(), z.string()).nullable(),
  location: z.record(z.string(), z.unknown()).nullable(),
}) satisfies z.ZodType<CallSetup>;

export const decisionBriefSchema = decisionSchema
  .pick({ class: true, action: true, routes: true, retryOn: true, flags: true })
  .extend({
    number: decisionSchema.shape.number.pick({
      territory: true,
      callingCode: true,
      shortCode: true,
      services: true,
      serviceUrn: true,
    }),
    conversion: conversionSchema.extend({
      calledParty: z.string().exactOptional().describe("Absent if the number stays as received."),
    }),
  });

const callBriefSchema = z.object({
  ...readCallSchema.exactPartial().shape,
  calledParty: z.string(),
  at: instantField.exactOptional().describe("The instant for which the call was decided, if that was not now."),
});

export const changedDecisionsSchema = z.object({
  source: z
    .enum(["catalogue", "configured", "trail", "request"])
    .describe(
      "Where the calls come from. Calls of the trail are shown without anything that could identify the caller.",
    ),
  fields: z.array(z.string()).describe("What differs, such as `routes` or `number.territory`."),
  before: decisionBriefSchema,
  after: decisionBriefSchema,
  count: countField.describe("How many decisions differ in this way."),
  calls: z.array(callBriefSchema),
});

/** What a change would do to calls. */
export const changeSimulationSchema = z.object({
  simulated: countField.describe("How many calls were decided twice."),
  simulatedFrom: z.object({ catalogue: countField, configured: countField, trail: countField, request: countField }),
  differing: countField.describe("How many decisions differ."),
  decisionsChanged: z
    .array(changedDecisionsSchema)
    .describe(
      "One entry for all decisions that differ in the same way: at most 50, each with its first 3 calls. With `detail=full` " +
        "at most 5,000, with 50,000 calls.",
    ),
  truncated: z.boolean().describe("Whether more decisions differ than are listed."),
  recentCalls: z
    .object({
      status: z.enum(["complete", "partial", "unavailable"]),
      since: z.string().nullable().describe("How far back the trail was read."),
      calls: countField,
    })
    .describe("How much of the past the change was tried against. A change never waits for it."),
}) satisfies z.ZodType<ChangeSimulation>;

export const simulatedDecisionSchema = decisionSchema
  .omit({ decisionId: true, config: true })
  .extend({ location: locationSchema.nullable() });
