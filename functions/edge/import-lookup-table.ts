import type { HttpRequest, HttpResponseInit } from "@azure/functions";
import * as z from "zod";
import type { Checked } from "../../shared/checked.ts";
import type { TableImport, TableImportOutcome } from "../../shared/config/change/table-import.ts";
import { countRows } from "../../shared/config/lookup/count-rows.ts";
import type { LookupRow } from "../../shared/config/lookup/lookup-row.ts";
import { parseLookupRows } from "../../shared/config/lookup/parse-lookup-rows.ts";
import { rowsLimitBytes } from "../../shared/config/lookup/parse-table-file.ts";
import { DependencyError } from "../../shared/dependency-error.ts";
import { whyUnreadable } from "../../shared/json/why-unreadable.ts";
import { describeError, type Log } from "../../shared/log.ts";
import { nameSchema } from "../../shared/routing/names.ts";
import { dryRunParameter } from "./change-query.ts";
import { problem, tryLater } from "./problem.ts";
import { readBytes } from "./read-bytes.ts";
import { type QueryHandler, withQuery } from "./with-query.ts";

export type ImportLookupTableDependencies = {
  /** Throws a DependencyError when the store fails. */
  readonly importTable: (wanted: TableImport) => Promise<TableImportOutcome>;
  readonly log: Log;
};

/** Why an import is made: one line. */
export const importReasonSchema = z
  .string()
  .trim()
  .min(1)
  .max(512)
  .regex(/^[^\p{Cc}\p{Surrogate}]*$/u, "must be one line of well-formed text, without control characters");

export const importLookupTableQuery = z.strictObject({
  kind: z.literal("lookup-table"),
  name: nameSchema,
  format: z.enum(["csv", "json"]).default("json"),
  dryRun: dryRunParameter,
  reason: importReasonSchema,
  version: z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, "must be the number of a version")
    .optional(),
});

const bodyLimitBytes = rowsLimitBytes.lookup;

/**
 * POST /api/v1/config/imports?kind=lookup-table&name=&reason=&format=csv|json&dryRun=&version=: stores a whole table as a new
 * version. If a row has a fault, it stores nothing and answers every fault. The rows take effect when a configuration change
 * names that version. `version` restores the rows of a backup under the number that they had.
 */
export const makeImportLookupTable = (dependencies: ImportLookupTableDependencies): QueryHandler =>
  withQuery(importLookupTableQuery, (request, caller, query) => {
    const parse = (bytes: Uint8Array) => parseLookupRows(bytes, query.format);
    return importRows({ request, author: caller.name, query, bodyLimitBytes, parse }, dependencies);
  });

/** Rows to import, and how they are read. */
export type RowsImport = {
  readonly request: HttpRequest;
  readonly author: string;
  readonly query: Pick<z.infer<typeof importLookupTableQuery>, "name" | "dryRun" | "reason" | "version">;
  readonly bodyLimitBytes: number;
  readonly parse: (bytes: Uint8Array) => Promise<Checked<readonly LookupRow[]>>;
};

/** Reads the body and, unless it is a dry run, stores its rows; answers every fault. */
export async function importRows(
  { request, author, query: { name, dryRun, reason, version }, bodyLimitBytes: limit, parse }: RowsImport,
  dependencies: ImportLookupTableDependencies,
): Promise<HttpResponseInit> {
  const bytes = await readBytes(request, limit);
  if (bytes === null) return problem(413, `an import has at most ${limit} bytes`);
  if (bytes.length === 0) return problem(400, whyUnreadable(request.headers, true));
  const parsed = await parse(bytes);
  if (parsed.outcome === "faulty") return problem(422, "nothing was imported", { errors: parsed.faults });
  const rows = parsed.value;
  if (dryRun === "true") return { jsonBody: { dryRun: true, name, rows: await countRows(rows) } };
  const given = version === undefined ? null : Number(version);
  return store({ name, version: given, rows, author, reason }, dependencies);
}

async function store(
  wanted: TableImport,
  { importTable, log }: ImportLookupTableDependencies,
): Promise<HttpResponseInit> {
  try {
    return answerImport(await importTable(wanted), wanted);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    log.warn("a lookup table could not be stored", { error: describeError(error) });
    return tryLater("Table Storage does not take the rows; no configuration uses them", 5);
  }
}

function answerImport(outcome: TableImportOutcome, { name, version }: TableImport): HttpResponseInit {
  switch (outcome.outcome) {
    case "taken":
      return problem(422, "nothing was imported", {
        errors: [
          {
            path: "version",
            message: `version ${version} of ${name} has other rows; leave it out to make a new version`,
          },
        ],
      });
    case "unchanged":
      return { status: 200, jsonBody: { ...outcome.stored, audit: null } };
    case "stored":
      return {
        status: 201,
        headers: { location: `/api/v1/config/lookup-tables/${name}/versions/${outcome.stored.version}` },
        jsonBody: { ...outcome.stored, audit: outcome.audit },
      };
  }
}
