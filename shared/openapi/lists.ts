import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import type { EmergencyList, ListEntry } from "../config/lists/emergency-list.ts";
import type { ListComparison, ListDifference } from "../config/lists/list-comparison.ts";
import { listFormatNames } from "../config/lists/list-formats.ts";
import { routeSchema } from "./call-schemas.ts";
import { countField, hashField, instantField, versionField } from "./fields.ts";
import { damaged, guarded, notFound, otherType, problemResponse, tooLarge, unreadable } from "./problems.ts";
import { describeFields, type RequestSchemas } from "./requests.ts";
import { byRole } from "./security-schemes.ts";

const listEntrySchema = z.object({
  dialString: z.string().describe("A whole dial string, or a service URN."),
  class: z.enum(["emergency", "test"]),
  shortCode: z.string().nullable().describe("Null for a service URN that no number serves."),
  territories: z.array(z.string()).describe("Those that have it as such a number. Empty for a service URN."),
  routes: z.array(routeSchema).max(2).describe("The two best, in order."),
}) satisfies z.ZodType<ListEntry>;

/** The list for programs. */
export const emergencyListSchema = z.object({
  version: versionField,
  hash: hashField,
  createdAt: instantField,
  count: countField,
  entries: z.array(listEntrySchema),
}) satisfies z.ZodType<EmergencyList>;

const listDifferenceSchema = z.object({
  dialString: z.string(),
  territory: z.string().nullable().describe("Null where several have it, or none does."),
  shortCode: z.string().nullable(),
  whatHappens: z.string().describe("What becomes of a call with it, in plain words."),
}) satisfies z.ZodType<ListDifference>;

const malformedSchema = z.object({
  at: z.string().describe("Where, such as `entry 3`, `line 12` or `properties.emergencyDialStrings[2]`."),
  text: z.string().describe("What stands there, shortened."),
  why: z.string(),
});

/** How a system's own list compares with what a version says. */
export const listComparisonSchema = z.object({
  version: versionField.describe("The version that it was compared with."),
  listVersion: versionField.nullable().describe("The version that the list itself names; null if it names none."),
  inStep: z.boolean().describe("Whether all four lists are empty."),
  missing: z.array(listDifferenceSchema).describe("What the version has and the list has not."),
  extra: z.array(listDifferenceSchema).describe("What the list has and the version has not."),
  differing: z.array(listDifferenceSchema).describe("What both have, but the list sends to other Request-URIs."),
  malformed: z.array(malformedSchema).describe("What can match no call."),
}) satisfies z.ZodType<ListComparison>;

const formatParameter = z.object({
  format: z.enum(listFormatNames).meta({
    description:
      "`acg`: the field Emergency dial strings of Azure Communications Gateway. `kamailio`: a `db_text` table for `htable`. " +
      "`opensips`: a `db_text` table for `dialplan`. `csv`, `json`: for other systems.",
  }),
});

export const listTexts = {
  ingress:
    "Ingresses by name, with commas between them: the list has what callers can dial there. Without it all of them.",
  territory: "Territories, with commas between them. Without it all that the configuration names.",
  version: "The number of a version that is or was live. Without it the active one.",
} as const;

const text = z.string();

/** A gateway as Azure Resource Manager has it, with what counts here. */
const resourceExample = {
  type: "Microsoft.VoiceServices/communicationsGateways",
  name: "gateway-1",
  properties: { emergencyDialStrings: ["+353112", "+353999", "112", "999"] },
};

/** The lists for other systems. */
export const listPaths = (requests: RequestSchemas): ZodOpenApiPathsObject => ({
  "/v1/config/lists/{format}": {
    get: {
      operationId: "readList",
      tags: ["Configuration"],
      summary: "The emergency numbers as a gateway or an SBC wants them",
      description:
        "Emergency and test numbers of one version as whole strings, in the spellings and masks of the ingresses. The same " +
        "version gives the same bytes as long as the app has the same release.",
      security: byRole("Config.Read"),
      requestParams: {
        path: formatParameter,
        query: describeFields(requests.listQuery, listTexts),
        header: z.object({
          "if-none-match": z.string().optional().meta({ description: "The ETag of an earlier answer." }),
        }),
      },
      responses: {
        200: {
          description: "The list. Its ETag begins with the version.",
          headers: z.object({ etag: z.string(), "content-disposition": z.string() }),
          content: {
            "text/plain": { schema: text },
            "text/csv": { schema: z.string().describe("RFC 4180, UTF-8, with a header.") },
            "application/json": { schema: emergencyListSchema },
          },
        },
        304: {
          description: "The list is still the one that `If-None-Match` names.",
          headers: z.object({ etag: z.string() }),
        },
        400: unreadable,
        404: notFound,
        500: damaged,
        ...guarded,
      },
    },
  },
  "/v1/config/lists/{format}/check": {
    post: {
      operationId: "checkList",
      tags: ["Configuration"],
      summary: "Compare the list that a gateway or an SBC has",
      description:
        "Says what is missing, extra, sent elsewhere or malformed, and what becomes of each such call. Order, blanks and " +
        "doubles do not count. Changes nothing. At most 8 MiB.",
      security: byRole("Config.Read"),
      requestParams: { path: formatParameter, query: describeFields(requests.listQuery, listTexts) },
      requestBody: {
        required: true,
        content: {
          "text/plain": { schema: text.describe("The field's text, or the file.") },
          "text/csv": { schema: text.describe("With `csv`: the file.") },
          "application/json": {
            schema: z
              .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
              .describe("With `acg` the resource of Azure Resource Manager, or its list alone; with `json` the file."),
            examples: { "a-gateway": { value: resourceExample } },
          },
        },
      },
      responses: {
        200: { description: "The comparison.", content: { "application/json": { schema: listComparisonSchema } } },
        400: unreadable,
        404: notFound,
        413: tooLarge,
        415: otherType,
        422: problemResponse("The body is no such list. `errors` says where and why."),
        500: damaged,
        ...guarded,
      },
    },
  },
});
