import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { decisionSchema } from "./call-schemas.ts";
import { countField, versionField } from "./fields.ts";
import { unreadable } from "./problems.ts";
import { byAnybody } from "./security-schemes.ts";

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
      .describe("Events that Event Hubs has not confirmed, counted up to 1,000; null if the outbox cannot be read."),
    oldestAgeS: countField.nullable().describe("How long the oldest has waited, in seconds; null if none waits."),
  }),
});

/** Needs no key and no token. */
export const healthPaths: ZodOpenApiPathsObject = {
  "/v1/health/live": {
    get: {
      operationId: "healthLive",
      tags: ["Health"],
      summary: "Whether the process runs",
      security: byAnybody,
      responses: {
        200: { description: "It does.", content: { "application/json": { schema: liveSchema } } },
        400: unreadable,
      },
    },
  },
  "/v1/health/ready": {
    get: {
      operationId: "healthReady",
      tags: ["Health"],
      summary: "What the instance decides by, and whether its stores answer",
      description: "A store that is down does not make an instance unfit: it still decides calls.",
      security: byAnybody,
      responses: {
        200: {
          description: "It decides by a configuration.",
          content: { "application/json": { schema: readySchema } },
        },
        400: unreadable,
        503: {
          description: "It decides by the built-in catalogue alone, so far.",
          content: { "application/json": { schema: readySchema } },
        },
      },
    },
  },
  "/v1/openapi.json": {
    get: {
      operationId: "openapi",
      tags: ["Health"],
      summary: "This description",
      security: byAnybody,
      responses: {
        200: {
          description: "OpenAPI 3.1.",
          content: { "application/json": { schema: z.looseObject({ openapi: z.string() }) } },
        },
        400: unreadable,
      },
    },
  },
};
