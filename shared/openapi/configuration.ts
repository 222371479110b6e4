import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { documentSchema } from "../config/document.ts";
import { lookupRowSchema } from "../config/lookup/lookup-row.ts";
import {
  activeConfigurationSchema,
  fingerprintSchema,
  itemsAnswerSchema,
  lookupTablesSchema,
  versionAnswerSchema,
  versionPageSchema,
} from "./configuration-schemas.ts";
import { damaged, guarded, notFound, unreadable } from "./problems.ts";
import { describeFields, type RequestSchemas } from "./requests.ts";
import { byRole } from "./security-schemes.ts";

export const etagHeader = z.object({ etag: z.string().describe('The version, such as `"42"`.') });

export const versionParameter = z.object({
  version: z.int().min(1).max(999_999_999).meta({ description: "The number of a version that is or was live." }),
});

/** The questions about the configuration. */
export const configurationPaths = (requests: RequestSchemas): ZodOpenApiPathsObject => ({
  "/v1/config": {
    get: {
      operationId: "readConfig",
      tags: ["Configuration"],
      summary: "The active configuration",
      description:
        "Version 0, which is empty, if none was ever activated: the app then uses the built-in catalogue alone.",
      security: byRole("Config.Read"),
      requestParams: {
        header: z.object({
          "if-none-match": z.string().optional().meta({ description: "The ETag of an earlier answer." }),
        }),
      },
      responses: {
        200: {
          description: "The whole document.",
          headers: etagHeader,
          content: { "application/json": { schema: activeConfigurationSchema } },
        },
        400: unreadable,
        304: { description: "It is still the version that `If-None-Match` names.", headers: etagHeader },
        500: damaged,
        ...guarded,
      },
    },
  },
  "/v1/config/fingerprint": {
    get: {
      operationId: "readConfigFingerprint",
      tags: ["Configuration"],
      summary: "What tells the active configuration from another region's",
      description:
        "Cheap to ask again and again: the hash of everything, of each list, and of the lookup tables in use.",
      security: byRole("Config.Read"),
      requestParams: {
        header: z.object({
          "if-none-match": z.string().optional().meta({ description: "The ETag of an earlier answer." }),
        }),
      },
      responses: {
        200: {
          description: "Version and hashes.",
          headers: etagHeader,
          content: { "application/json": { schema: fingerprintSchema } },
        },
        400: unreadable,
        304: { description: "It is still the version that `If-None-Match` names.", headers: etagHeader },
        500: damaged,
        ...guarded,
      },
    },
  },
  "/v1/config/items": {
    get: {
      operationId: "readConfigItems",
      tags: ["Configuration"],
      summary: "The active items of one kind, or one of them",
      security: byRole("Config.Read"),
      requestParams: {
        query: describeFields(requests.itemsQuery, {
          kind: "Which items.",
          key: "The key of one item, as a diff writes it: its key fields with `|` between them, such as `contoso|GB|999`.",
        }),
      },
      responses: {
        200: {
          description: "The items, with the version that has them.",
          headers: etagHeader,
          content: { "application/json": { schema: itemsAnswerSchema } },
        },
        400: unreadable,
        404: notFound,
        500: damaged,
        ...guarded,
      },
    },
  },
  "/v1/config/versions": {
    get: {
      operationId: "listConfigVersions",
      tags: ["Configuration"],
      summary: "Every version that was live",
      security: byRole("Config.Read"),
      requestParams: {
        query: describeFields(requests.versionsQuery, {
          limit: "How many versions a page has at most.",
          continuationToken: "From the page before.",
        }),
      },
      responses: {
        200: { description: "A page, newest first.", content: { "application/json": { schema: versionPageSchema } } },
        400: unreadable,
        ...guarded,
      },
    },
  },
  "/v1/config/versions/{version}": {
    get: {
      operationId: "readConfigVersion",
      tags: ["Configuration"],
      summary: "One version whole, and what it changed",
      security: byRole("Config.Read"),
      requestParams: { path: versionParameter },
      responses: {
        200: {
          description: "The version.",
          headers: etagHeader,
          content: { "application/json": { schema: versionAnswerSchema } },
        },
        400: unreadable,
        404: notFound,
        500: damaged,
        ...guarded,
      },
    },
  },
  "/v1/config/lookup-tables": {
    get: {
      operationId: "listLookupTables",
      tags: ["Configuration"],
      summary: "The stored lookup tables with their versions",
      security: byRole("Config.Read"),
      responses: {
        200: {
          description: "All versions that were stored whole, by the table's name and newest first.",
          content: { "application/json": { schema: lookupTablesSchema } },
        },
        400: unreadable,
        ...guarded,
      },
    },
  },
  "/v1/config/lookup-tables/{name}/versions/{version}": {
    get: {
      operationId: "readLookupTable",
      tags: ["Configuration"],
      summary: "The rows of a lookup table as a file that an import takes",
      description: "Such rows can be confidential, so each reading is recorded, as for the audit trail.",
      security: byRole("Config.Read"),
      requestParams: {
        path: z.object({
          name: z.string().meta({ description: "The name of a lookup table." }),
          version: z.int().min(1).max(999_999_999).meta({ description: "The number of a stored version." }),
        }),
        query: describeFields(requests.tableRowsQuery, { format: "How the rows are written." }),
      },
      responses: {
        200: {
          description: "The rows, with their hash as ETag.",
          headers: z.object({ etag: z.string(), "content-disposition": z.string() }),
          content: {
            "application/json": { schema: z.array(lookupRowSchema) },
            "text/csv": { schema: z.string().describe("RFC 4180, UTF-8 with a byte order mark, with a header.") },
          },
        },
        400: unreadable,
        404: notFound,
        500: damaged,
        ...guarded,
      },
    },
  },
  "/v1/config/export": {
    get: {
      operationId: "exportConfig",
      tags: ["Configuration"],
      summary: "The active configuration as a file that an import takes",
      security: byRole("Config.Read"),
      requestParams: {
        query: describeFields(requests.configExportQuery, {
          format: "JSON is a document, or one list of it; CSV is one list.",
          kind: "Which list. Without it JSON is the whole document, and CSV the numbers.",
        }),
      },
      responses: {
        200: {
          description: "The file, with its version as ETag.",
          headers: etagHeader.extend({ "content-disposition": z.string() }),
          content: {
            "application/json": { schema: exportedJsonSchema },
            "text/csv": { schema: z.string().describe("RFC 4180, UTF-8 with a byte order mark, with a header.") },
          },
        },
        400: unreadable,
        500: damaged,
        ...guarded,
      },
    },
  },
});

const itemSchema = z.record(z.string(), z.unknown());

const exportedJsonSchema = z
  .union([documentSchema, z.array(itemSchema), documentSchema.shape.defaults])
  .describe("The document; with `kind` one of its lists, or its defaults.");
