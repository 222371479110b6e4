import * as z from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { changeSetExample, detailText } from "./change-examples.ts";
import { boundaryImportSchema, changeSetSchema, documentImportSchema, givenCallsSchema } from "./change-schemas.ts";
import { etagHeader, versionParameter } from "./configuration.ts";
import {
  changedSchema,
  lookupTableStoredSchema,
  lookupTableTriedSchema,
  simulationAnswerSchema,
  triedSchema,
  unapprovedSchema,
  unconfirmedSchema,
} from "./configuration-schemas.ts";
import { conflictSchema, damaged, guarded, notFound, ofBody, problemResponse, problemSchema } from "./problems.ts";
import { describeFields, type RequestSchemas } from "./requests.ts";
import { byRole } from "./security-schemes.ts";

export const restoreExample = { reason: "CHG0012345 undone: Ireland had no routes" };

export const simulationExample = { calls: [{ ingress: "zoom", calledParty: "+44999", territory: "GB" }], version: 41 };

export const importExample = { tenants: [{ name: "contoso", defaultTerritory: "GB" }] };

const changeQuery = (requests: RequestSchemas) =>
  describeFields(requests.changeQuery, { dryRun: "`true`: do everything but store and activate.", detail: detailText });

const json = (schema: z.ZodType) => ({ content: { "application/json": { schema } } });

/** What every change can be answered, however it was written. */
const changeResponses = {
  200: { description: "A dry run of what would have been 201.", ...json(triedSchema) },
  201: {
    description: "The new version is live.",
    headers: etagHeader.extend({ location: z.string().describe("The path of the new version.") }),
    ...json(changedSchema),
  },
  ...ofBody,
  409: problemResponse(
    "Another version is active than the one that the change was made for; or the active one is provisional, and about to go back.",
    conflictSchema,
  ),
  428: problemResponse("The change is dangerous, and `confirm` does not name all of its dangers.", unconfirmedSchema),
  500: damaged,
  ...guarded,
  403: problemResponse(
    "The token lacks the app role; or, with `approvalsNeeded`, the change policy asks that others approve the change first: propose it.",
    z.union([problemSchema, unapprovedSchema]),
  ),
} satisfies ZodOpenApiOperationObject["responses"];

const afterFailure = "After a 503 look at the active version before you try again.";

/** What changes the configuration, or tells what a change would do. */
export const changePaths = (requests: RequestSchemas): ZodOpenApiPathsObject => ({
  "/v1/config/changes": {
    post: {
      operationId: "changeConfig",
      tags: ["Configuration"],
      summary: "Change the configuration, all of it or nothing",
      description: `Validated, simulated, confirmed if it is dangerous, then live. At most 4 MiB. ${afterFailure}`,
      security: byRole("Config.Write"),
      requestParams: { query: changeQuery(requests) },
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: changeSetSchema, examples: { "add-a-number": { value: changeSetExample } } },
        },
      },
      responses: changeResponses,
    },
  },
  "/v1/config/versions/{version}/restore": {
    post: {
      operationId: "restoreConfig",
      tags: ["Configuration"],
      summary: "Restore a version",
      description:
        "Stores the content of an old version as a new version. Dangers are listed but need no " +
        `confirmation, \`releases-legal-hold\` excepted. ${afterFailure}`,
      security: byRole("Config.Write"),
      requestParams: { path: versionParameter, query: changeQuery(requests) },
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: describeFields(requests.restoreBody, {
              reason: "Why, for the version and the audit trail.",
              confirm: "`releases-legal-hold`, where it has to be.",
            }),
            examples: { undo: { value: restoreExample } },
          },
        },
      },
      responses: {
        ...changeResponses,
        404: notFound,
        409: problemResponse(
          "Another version became active meanwhile; or the version is live and provisional: confirm it instead.",
          conflictSchema,
        ),
      },
    },
  },
  "/v1/config/imports": {
    post: {
      operationId: "importConfig",
      tags: ["Configuration"],
      summary: "Replace whole lists, or store the rows of a lookup table",
      description:
        "A change like any other: what is not in the file is gone from its list. At most 8 MiB. With `name` it is the rows " +
        "of that lookup table (at most 2 MiB) or location table instead, which take effect when a change names their version. " +
        afterFailure,
      security: byRole("Config.Write"),
      requestParams: {
        query: describeFields(
          z.object({
            ...requests.configImportQuery.shape,
            ...requests.locationImportQuery.pick({ name: true, version: true, keys: true, property: true }).partial()
              .shape,
          }),
          {
            format: "How the file is written; `folder`: a form with a file for each list, named as the list.",
            kind: "Which list the file holds. Without it JSON is a document, and CSV the numbers. `lookup-table` or `location-table` where `name` is given.",
            dryRun: "`true`: do everything but store and activate.",
            reason: "Why, for the version and the audit trail. It must be there where `name` is given.",
            baseVersion: "The version that the file was made from. Without it the file replaces whatever is active.",
            confirm: "Dangers, with commas between them.",
            breakGlass: "The incident, if the import must go live without the approvals that it needs.",
            detail: detailText,
            name: "The lookup table or location table that the rows are for.",
            keys: "With `kind=location-table`: what the rows are looked up by. With `boundary` the body is GeoJSON (RFC 7946).",
            property:
              "With `keys=boundary`: the property of each feature that has the name of its area; `area` if left out.",
            version: "With `name`: the version that the rows had when a backup was made, instead of the next one.",
          },
        ),
        header: z.object({
          "if-match": z.string().optional().meta({ description: "The ETag of the export, instead of `baseVersion`." }),
        }),
      },
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: documentImportSchema, examples: { customers: { value: importExample } } },
          "application/geo+json": { schema: boundaryImportSchema },
          "text/csv": {
            schema: z.string().describe("One item a line, its columns named as the fields; or `key,value`."),
          },
          "multipart/form-data": {
            schema: z
              .record(z.string(), z.string())
              .describe(
                "With `format=folder`: files such as `numbers.csv` and `routeSets.json`. A list without a file stays. A dry run also " +
                  "takes rows of tables, such as `lookup-tables/fr-communes@3.csv`, as if they were stored; at most 32 MiB then.",
              ),
          },
        },
      },
      responses: {
        ...changeResponses,
        200: {
          description: "A dry run of what would have been 201; or the rows are stored already under that `version`.",
          ...json(z.union([triedSchema, lookupTableTriedSchema, lookupTableStoredSchema])),
        },
        201: {
          description: "The new version is live; or the rows are stored, and there is no ETag.",
          headers: changeResponses[201].headers.partial(),
          ...json(z.union([changedSchema, lookupTableStoredSchema])),
        },
      },
    },
  },
  "/v1/config/simulations": {
    post: {
      operationId: "simulateConfig",
      tags: ["Configuration"],
      summary: "Decide calls by the active configuration and by another",
      description:
        "By a `change` (a whole change set) or a `version`, but not both. With either, what that would do to all numbers " +
        "and to recent calls is answered too. Stores nothing. At most 4 MiB.",
      security: byRole("Config.Read"),
      requestParams: { query: describeFields(requests.simulationQuery, { detail: detailText }) },
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: describeFields(requests.simulationBody, {
              version: "The version to compare with the active one.",
            }).safeExtend({
              calls: givenCallsSchema.describe("Calls to decide; at most 1,000."),
              change: changeSetSchema.optional(),
            }),
            examples: { "one-call": { value: simulationExample } },
          },
        },
      },
      responses: {
        200: { description: "What each call gets, before and after.", ...json(simulationAnswerSchema) },
        ...ofBody,
        404: notFound,
        409: problemResponse("Another version is active than the one that `change` was made for."),
        500: damaged,
        ...guarded,
      },
    },
  },
});
