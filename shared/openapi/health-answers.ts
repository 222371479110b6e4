import * as z from "zod";
import { countField, versionField } from "./answer-fields.ts";
import { decisionSchema } from "./decision-answer.ts";

export const liveSchema = z.object({ status: z.literal("live") });

const storeState = z.enum(["up", "down"]);

/** What an instance decides by, and whether its stores answer. */
export const readySchema = z.object({
  config: z.object({
    version: versionField,
    source: decisionSchema.shape.config.shape.source,
    ageMs: decisionSchema.shape.config.shape.ageMs,
    damagedLookupTables: z
      .array(z.object({ name: z.string(), version: z.int().min(1), why: z.string() }))
      .describe("Listed lookup tables that cannot be used: conversions that look up in them fail, nothing else does."),
  }),
  tables: storeState,
  eventHubs: storeState,
  outbox: z.object({
    depth: countField
      .nullable()
      .describe("Events that Event Hubs has not confirmed, counted up to 1,000; null where it cannot be told."),
    oldestAgeS: countField.nullable().describe("How long the oldest has waited, in seconds; null where none waits."),
  }),
});
