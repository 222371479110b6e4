import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { outcomeSchema } from "../audit/outcome-event.ts";
import { probeAnswerHeader, probeMarkerHeader } from "../identity/probe-marker.ts";
import {
  callSetupExample,
  emergencyAnswerExample,
  ordinaryAnswerExample,
  outcomeAnswerExample,
  outcomeExample,
  rtjsonAnswerExample,
  sipjsonExample,
} from "./call-examples.ts";
import { callSetupAnswerSchema, callSetupSchema, outcomeAnswerSchema } from "./call-schemas.ts";
import { callQuery, rtjsonAnswerSchema, sipjsonSchema } from "./kamailio-schemas.ts";
import { forged, tooLarge, unreadable } from "./problems.ts";
import { bySignalling } from "./security-schemes.ts";

const decisionHeaders = z.object({
  "x-decision-id": z.string().describe("The decision's id, for the SBC's own log."),
  "server-timing": z.string().describe("`decide` and `audit`: how long each took, in milliseconds."),
  [probeAnswerHeader.name]: z
    .literal(probeAnswerHeader.value)
    .exactOptional()
    .describe("The request was taken for a probe: it is neither recorded nor counted as a call."),
});

const probeHeaders = z.object({
  [probeMarkerHeader]: z
    .string()
    .optional()
    .describe(
      "Marks a probe of the app's own: HMAC-SHA256 of the body, in hex, with `PROBE_SIGNING_SECRET`. One that does not verify, is " +
        "not of this moment or is not under a Call-ID that begins with `probe-` makes no difference: the call is real.",
    ),
});

/** The requests of the signalling layer. */
export const callPaths: ZodOpenApiPathsObject = {
  "/v1/call-setup": {
    post: {
      operationId: "routeCall",
      tags: ["Calls"],
      summary: "Ask where a call must go",
      description:
        "Every call with a called party gets a decision, whatever is wrong with the rest and whichever store is down. An " +
        "emergency or test call is answered once its audit event is safe, or its time budget (half a second unless " +
        "configured otherwise) ran out. At most 64 KiB. A `question` or `answer` that is not known costs no call its decision: it is " +
        "flagged, the body is read as what it is, and the answer has the form that goes with it.",
      security: bySignalling,
      requestParams: { query: callQuery, header: probeHeaders },
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: z.union([callSetupSchema, sipjsonSchema]),
            examples: {
              "from-zoom": { summary: "An emergency call from Zoom", value: callSetupExample },
              least: { summary: "As little as there may be", value: { calledParty: "+33112345678" } },
              sipjson: { summary: "The same call as Kamailio's sipjson writes it", value: sipjsonExample },
            },
          },
        },
      },
      responses: {
        200: {
          description: "The decision. `action` says whether to use `routes` or your own routing.",
          headers: decisionHeaders,
          content: {
            "application/json": {
              schema: z.union([callSetupAnswerSchema, rtjsonAnswerSchema]),
              examples: {
                emergency: { summary: "An emergency", value: emergencyAnswerExample },
                ordinary: { summary: "A subscriber's number", value: ordinaryAnswerExample },
                rtjson: { summary: "An emergency as Kamailio's rtjson takes it", value: rtjsonAnswerExample },
              },
            },
          },
        },
        400: unreadable,
        401: forged,
        413: tooLarge,
      },
    },
  },
  "/v1/call-outcomes": {
    post: {
      operationId: "recordOutcome",
      tags: ["Calls"],
      summary: "Report what became of a call",
      description:
        "Closes the loop: the trail then shows which route answered. The same report sent again is the same event. Members " +
        "that are not known are left out. At most 64 KiB.",
      security: bySignalling,
      requestBody: {
        required: true,
        content: { "application/json": { schema: outcomeSchema, examples: { answered: { value: outcomeExample } } } },
      },
      responses: {
        202: {
          description: "The report is recorded.",
          content: {
            "application/json": {
              schema: outcomeAnswerSchema,
              examples: { recorded: { value: outcomeAnswerExample } },
            },
          },
        },
        400: unreadable,
        401: forged,
        413: tooLarge,
      },
    },
  },
};
