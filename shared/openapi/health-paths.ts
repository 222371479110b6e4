import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { liveSchema, readySchema } from "./health-answers.ts";
import { unreadable } from "./problem-responses.ts";
import { byAnybody } from "./security-schemes.ts";

/** What anybody may ask. */
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
