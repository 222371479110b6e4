import type { ZodOpenApiPathsObject } from "zod-openapi";
import { guarded, unreadable } from "./problems.ts";
import { describeFields, type RequestSchemas } from "./requests.ts";
import { byRole } from "./security-schemes.ts";
import { watchSchema } from "./watch-schemas.ts";

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
});
