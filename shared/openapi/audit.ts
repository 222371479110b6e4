import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { trailFilters } from "../audit/trail/trail-filters.ts";
import { callStorySchema, eventPageSchema, verificationReportSchema } from "./audit-schemas.ts";
import { guarded, notFound, unreadable } from "./problems.ts";
import { describeFields, type RequestSchemas } from "./requests.ts";
import { byRole } from "./security-schemes.ts";

const redacted = z.object({
  "x-redacted": z
    .string()
    .optional()
    .describe("What is masked, such as `callingParty`; absent for a token with `Audit.Read.Personal`."),
});

const fileHeaders = redacted.extend({ "content-disposition": z.string() });

const windowTexts = {
  from: "The first instant, with a zone. Needed unless `callId` is given.",
  to: "The instant after the last; at most 31 days after `from` unless `callId` is given.",
};

const filterTexts = {
  ...windowTexts,
  ...Object.fromEntries(Object.entries(trailFilters).map(([name, { text }]) => [name, text])),
  callId: "Events of this call.",
};

const recorded = "Who reads the trail, and what, is recorded as an audit event.";

/** What auditors ask. */
export const auditPaths = (requests: RequestSchemas): ZodOpenApiPathsObject => ({
  "/v1/audit/events": {
    get: {
      operationId: "queryAudit",
      tags: ["Audit"],
      summary: "Events of a window or of a call, page by page",
      description: recorded,
      security: byRole("Audit.Read"),
      requestParams: {
        query: describeFields(requests.eventsQuery, {
          ...filterTexts,
          limit: "How many events a page has at most.",
          continuationToken: "From the page before. It belongs to its query; only `limit` may change.",
        }),
      },
      responses: {
        200: {
          description: "A page.",
          headers: redacted,
          content: { "application/json": { schema: eventPageSchema } },
        },
        400: unreadable,
        ...guarded,
      },
    },
  },
  "/v1/audit/events/export": {
    get: {
      operationId: "exportAudit",
      tags: ["Audit"],
      summary: "All events of a window as one file",
      description:
        "Whole, or refused: at most 64 MiB, some 25,000 decisions. Where there is more, `detail` names the instant up to " +
        `which it would have fitted. An instance writes one file at a time. ${recorded}`,
      security: byRole("Audit.Export"),
      requestParams: {
        query: describeFields(requests.eventsExportQuery, { ...filterTexts, format: "How the file is written." }),
      },
      responses: {
        200: {
          description: "The file, oldest event first.",
          headers: fileHeaders,
          content: {
            "application/x-ndjson": {
              schema: z.string().describe('An AuditEvent a line; `{"unreadable": ...}` for a row that holds no event.'),
            },
            "text/csv": {
              schema: z
                .string()
                .describe(
                  "RFC 4180, UTF-8, with a header. The last column has the event whole, as JSON. An apostrophe stands before what a spreadsheet would run.",
                ),
            },
          },
        },
        400: unreadable,
        ...guarded,
      },
    },
  },
  "/v1/audit/calls": {
    get: {
      operationId: "auditCall",
      tags: ["Audit"],
      summary: "What happened to one call",
      description: recorded,
      security: byRole("Audit.Read"),
      requestParams: { query: describeFields(requests.callQuery, { callId: "As it was sent with the call." }) },
      responses: {
        200: {
          description: "The call's story.",
          headers: redacted,
          content: { "application/json": { schema: callStorySchema } },
        },
        400: unreadable,
        404: notFound,
        ...guarded,
      },
    },
  },
  "/v1/audit/verification": {
    get: {
      operationId: "verifyAudit",
      tags: ["Audit"],
      summary: "Whether anything of a window is missing or was altered",
      description: `Ask for what is at least a quarter of an hour old: events may still be on their way. ${recorded}`,
      security: byRole("Audit.Read"),
      requestParams: {
        query: describeFields(requests.verificationQuery, {
          from: "The first instant, with a zone.",
          to: "The instant after the last; at most 31 days after `from`.",
        }),
      },
      responses: {
        200: { description: "The report.", content: { "application/json": { schema: verificationReportSchema } } },
        400: unreadable,
        ...guarded,
      },
    },
  },
});
