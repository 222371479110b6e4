import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { guarded, unreadable } from "./problems.ts";
import { describeFields, type RequestSchemas } from "./requests.ts";
import { byRole } from "./security-schemes.ts";
import { watchReportSchema, watchSchema } from "./watch-schemas.ts";

/** Whether emergency calls are answered. */
export const watchPaths = (requests: RequestSchemas): ZodOpenApiPathsObject => ({
  "/v1/watch": {
    get: {
      operationId: "readWatch",
      tags: ["Watch"],
      summary: "What became of emergency calls lately, and the open alarms",
      description:
        "A call counts in the minute of its decision, whenever its outcome came. The figures are those of the last run of the " +
        "timer, at most 15 seconds ago; 503 before its first one.",
      security: byRole("Audit.Read"),
      requestParams: {
        query: describeFields(requests.watchQuery, {
          windowS:
            "How far to look back, in seconds. The window begins with the minute that holds its first second; one of more " +
            "than two hours begins with the quarter of an hour.",
        }),
      },
      responses: {
        200: { description: "The figures.", content: { "application/json": { schema: watchSchema } } },
        400: unreadable,
        ...guarded,
      },
    },
  },
  "/v1/watch/report": {
    get: {
      operationId: "readWatchReport",
      tags: ["Watch"],
      summary: "What became of the emergency calls of a window, for whoever asks an operator for it",
      description:
        "Figures in all and by quarter of an hour, the configurations that were live, the alarms, and whether the trail is whole. The " +
        "same bytes for the same window, once that is over and its events have arrived. Who reads it is recorded as an audit event.",
      security: byRole("Audit.Read"),
      requestParams: {
        query: describeFields(requests.watchReportQuery, {
          from: "The first instant, a full quarter of an hour, with a zone.",
          to: "The instant after the last, a full quarter of an hour; at most 31 days after `from`.",
          format: "`html` prints on A4 and needs nothing from elsewhere.",
        }),
      },
      responses: {
        200: {
          description: "The report.",
          headers: z.object({
            "content-security-policy": z.string().describe("For `html`: it loads and runs nothing."),
          }),
          content: {
            "application/json": { schema: watchReportSchema },
            "text/csv": { schema: z.string().describe("RFC 4180, UTF-8, with a header; a row for each figure.") },
            "text/html": { schema: z.string().describe("One page.") },
          },
        },
        400: unreadable,
        ...guarded,
      },
    },
  },
});
