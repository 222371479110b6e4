import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import type { DraftedChangeSet, DraftedOperation } from "../config/drafts/draft-territories.ts";
import type { DraftedExpectation } from "../config/drafts/drafted-expectations.ts";
import { catalogueAnswerSchema } from "./catalogue-schemas.ts";
import { etagHeader } from "./configuration.ts";
import { versionField } from "./fields.ts";
import { damaged, guarded, ofBody, unreadable } from "./problems.ts";
import { describeFields, type RequestSchemas } from "./requests.ts";
import { byRole } from "./security-schemes.ts";

const draftedOperationSchema = z.object({
  op: z.literal("put"),
  kind: z.enum(["territory", "number", "expectation"]),
  item: z
    .record(z.string(), z.unknown())
    .describe("The item as a change set has it. What it leaves out gets its default."),
}) satisfies z.ZodType<DraftedOperation | (Omit<DraftedExpectation, "item"> & Pick<DraftedOperation, "item">)>;

/** A change set that somebody is to look at. */
export const draftSchema = z
  .object({
    baseVersion: versionField.describe("The active version."),
    reason: z.string().describe("A proposal: put your own."),
    operations: z.array(draftedOperationSchema),
  })
  .describe("A `ChangeSet`, complete as it is: send it to `/v1/config/changes?dryRun=true`.") satisfies z.ZodType<
  Omit<DraftedChangeSet, "operations">
>;

export const draftExample = { territories: ["IE", "BR"], routeSet: "emergency" };

export const expectationsDraftExample = { expectations: { territories: ["GB"], ingresses: ["zoom"] } };

/** What is known of a country before it is configured. */
export const cataloguePaths = (requests: RequestSchemas): ZodOpenApiPathsObject => ({
  "/v1/catalogue": {
    get: {
      operationId: "readCatalogue",
      tags: ["Configuration"],
      summary: "The built-in catalogue of emergency numbers, with its sources",
      description: "The same for every request to one release of the app.",
      security: byRole("Config.Read"),
      requestParams: {
        query: describeFields(requests.catalogueQuery, {
          territory: "Territories with commas between them, such as `IE,BR`; without it all.",
          tier: "Only numbers of this tier.",
        }),
        header: z.object({
          "if-none-match": z.string().optional().meta({ description: "The ETag of an earlier answer." }),
        }),
      },
      responses: {
        200: {
          description: "The numbers. A territory that exists can have none.",
          headers: contentTag,
          content: { "application/json": { schema: catalogueAnswerSchema } },
        },
        304: { description: "The content is still the one that `If-None-Match` names.", headers: contentTag },
        400: unreadable,
        ...guarded,
      },
    },
  },
  "/v1/config/drafts": {
    post: {
      operationId: "draftConfig",
      tags: ["Configuration"],
      summary: "Draft a change set that adds territories with the catalogue's numbers, or pins what is decided today",
      description:
        "With `territories`: adds what is missing in the active version, and changes nothing that is there. Superseded " +
        "numbers are left to the catalogue, which flags them. With `expectations`: an expectation for every emergency and " +
        "test number of the active version that is valid now, by each ingress, of the decision that such a call gets now. " +
        "Stores nothing.",
      security: byRole("Config.Read"),
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: z.union([
              describeFields(requests.draftBody, {
                territories: "The territories to add, at most all there are.",
                routeSet:
                  "The route set of the active version that their emergency calls are to take; a territory that has one keeps it.",
                conversion: "A conversion of the active version; null for the default one.",
                tiers: "Which numbers of the catalogue.",
              }),
              describeFields(requests.expectationsDraftBody, {
                expectations: "Which numbers, and by which ingresses; null, or left out, for all that are configured.",
              }),
            ]),
            examples: {
              "two-countries": { value: draftExample },
              "one-country-pinned": { value: expectationsDraftExample },
            },
          },
        },
      },
      responses: {
        200: {
          description: "The change set.",
          headers: etagHeader.extend({
            "x-draft-skipped": z
              .string()
              .exactOptional()
              .describe(
                "What is there already, such as `territory IE, number *|IE|999, expectation IE.999.zoom`: at most 50 of them.",
              ),
          }),
          content: { "application/json": { schema: draftSchema } },
        },
        ...ofBody,
        500: damaged,
        ...guarded,
      },
    },
  },
});

const contentTag = z.object({ etag: z.string().describe("Names the content: the same bytes have the same.") });
