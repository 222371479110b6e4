import * as z from "zod";
import type { LookupTables } from "../shared/config/lookup/lookup-tables.ts";
import { parseLookupRows } from "../shared/config/lookup/parse-lookup-rows.ts";
import { DependencyError } from "../shared/dependency-error.ts";
import { problem, tryLater } from "../shared/http/problem.ts";
import { readBytes } from "../shared/http/read-bytes.ts";
import { whyUnreadable } from "../shared/http/why-unreadable.ts";
import { describeError, type Log } from "../shared/log.ts";
import { nameSchema } from "../shared/routing/names.ts";
import { answering, type QueriedHandler } from "./answering.ts";

export type ImportDependencies = { readonly lookups: Pick<LookupTables, "write">; readonly log: Log };

export const querySchema = z.strictObject({
  kind: z.literal("lookup-table"),
  name: nameSchema,
  format: z.enum(["csv", "json"]),
  dryRun: z.enum(["true", "false"]).default("false"),
});

/** Some ten thousand rows. */
const bodyLimitBytes = 2 * 1024 * 1024;

/**
 * POST /api/v1/config/imports?kind=lookup-table&name=&format=csv|json&dryRun=: stores a whole table as a new version, or nothing and
 * every fault. It takes effect when a configuration change names that version.
 */
export const makeImportHandler = ({ lookups, log }: ImportDependencies): QueriedHandler =>
  answering(querySchema, async (request, _, { name, format, dryRun }) => {
    const bytes = await readBytes(request, bodyLimitBytes);
    if (bytes === null) return problem(413, `an import has at most ${bodyLimitBytes} bytes`);
    if (bytes.length === 0) return problem(400, whyUnreadable(request.headers, true));
    const parsed = await parseLookupRows(bytes, format);
    if (parsed.outcome === "faulty") return problem(422, "nothing was imported", parsed.errors);
    if (dryRun === "true") return { jsonBody: { dryRun: true, name, rows: parsed.rows.length } };
    try {
      return { status: 201, jsonBody: await lookups.write(name, parsed.rows) };
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      log.warn("a lookup table could not be stored", { error: describeError(error) });
      return tryLater("Table Storage does not take the rows; no configuration uses them", 5);
    }
  });
