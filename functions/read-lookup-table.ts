import * as z from "zod";
import { exportRows } from "../shared/config/lookup/export-rows.ts";
import { keysOf, rowsAPageOf } from "../shared/config/lookup/location-rows.ts";
import { DamagedTableError } from "../shared/config/lookup/table-header.ts";
import type { LookupTables } from "../shared/config/store/lookup/lookup-tables.ts";
import { describeError, type Log } from "../shared/log.ts";
import { nameSchema } from "../shared/routing/names.ts";
import type { AuditQueryDependencies } from "./edge/audit-answers.ts";
import { inPieces } from "./edge/in-pieces.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import { problem } from "./edge/problem.ts";
import { versionNumber } from "./edge/version-header.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ReadLookupTableDependencies = {
  readonly lookups: Pick<LookupTables, "find" | "read">;
  /** Records who read the rows: they can be confidential, as the audit trail is. */
  readonly recordRead: AuditQueryDependencies["recordRead"];
  readonly log: Log;
  readonly oneAtATime: Limiter;
};

export const rowsQuery = z.strictObject({ format: z.enum(["json", "csv"]).default("json") });

const contentTypes = { json: "application/json", csv: "text/csv; charset=utf-8; header=present" };

/**
 * GET /api/v1/config/lookup-tables/{name}/versions/{version}?format=json|csv: the rows of one version as a file that an import
 * accepts unchanged, with their hash as ETag. 500 if they are not the rows that were imported.
 */
export const makeReadLookupTable = (dependencies: ReadLookupTableDependencies): QueryHandler => {
  const { lookups, recordRead, log, oneAtATime } = dependencies;
  return withQuery(
    rowsQuery,
    oneAtATime(async (request, caller, { format }) => {
      const name = nameSchema.safeParse(request.params.name).data;
      const version = versionNumber(request.params.version);
      const found = name === undefined || version === null ? null : await lookups.find(name, version);
      if (found === null) return problem(404, "there is no such version of such a table");
      try {
        const rows = await lookups.read(found.name, found.version, found.hash, rowsAPageOf);
        const written = keysOf(rows) === "boundary" ? "json" : format;
        const file = await exportRows(rows, written);
        if (file === null) throw new DamagedTableError(found.name, found.version, "has rows that are no boundary");
        await recordRead(caller, "lookup-table", { name: found.name, version: found.version, format });
        return {
          headers: {
            "content-type": contentTypes[written],
            "content-disposition": `attachment; filename="${found.name}-${found.version}.${written}"`,
            etag: `"${found.hash}"`,
          },
          body: inPieces(file),
        };
      } catch (error) {
        if (!(error instanceof DamagedTableError)) throw error;
        log.error("a lookup table cannot be read whole", { error: describeError(error) });
        return problem(500, `${error.message}; import the table again`);
      }
    }),
  );
};
