import * as z from "zod";
import { exportRows } from "../shared/config/lookup/export-rows.ts";
import { DamagedTableError, toLookupVersion } from "../shared/config/lookup/table-header.ts";
import type { ConfigTable } from "../shared/config/store/config-table.ts";
import type { LookupTables } from "../shared/config/store/lookup/lookup-tables.ts";
import { tableUsers } from "../shared/config/store/lookup/table-users.ts";
import type { Log } from "../shared/log.ts";
import { describeError } from "../shared/log.ts";
import { nameSchema } from "../shared/routing/names.ts";
import { answering, type QueriedHandler } from "./edge/answering.ts";
import type { AuditQueryDependencies } from "./edge/audit-answers.ts";
import { inPieces } from "./edge/in-pieces.ts";
import type { Gate } from "./edge/one-at-a-time.ts";
import { problem } from "./edge/problem.ts";
import { noQuery } from "./edge/read-query.ts";

export type ReadLookupTablesDependencies = {
  readonly table: ConfigTable;
  readonly lookups: Pick<LookupTables, "list" | "find" | "read">;
  /** Records who looked at rows: they can be confidential, as the audit trail is. */
  readonly recordRead: AuditQueryDependencies["recordRead"];
  readonly log: Log;
};

/** GET /api/v1/config/lookup-tables: the tables with their stored versions, newest first, and which configurations list them. */
export const makeListLookupTablesHandler = (
  { table, lookups }: ReadLookupTablesDependencies,
  gate: Gate,
): QueriedHandler =>
  answering(
    noQuery,
    gate(async () => {
      const [stored, users] = await Promise.all([lookups.list(), tableUsers(table)]);
      const tables = [...stored].flatMap(([name, headers]) => {
        const versions = headers
          .filter(({ complete }) => complete)
          .map((header) => {
            const { name: _, ...told } = toLookupVersion(name, header);
            return { ...told, usedBy: users.get(`${name}@${header.version}`) ?? [] };
          });
        return versions.length === 0 ? [] : [{ name, versions }];
      });
      return { jsonBody: { tables } };
    }),
  );

export const rowsQuery = z.strictObject({ format: z.enum(["json", "csv"]).default("json") });

const contentTypes = { json: "application/json", csv: "text/csv; charset=utf-8; header=present" };

/**
 * GET /api/v1/config/lookup-tables/{name}/versions/{version}?format=json|csv: the rows of one version as a file that an import
 * takes as it is, with their hash as ETag. 500 when they are not what was imported.
 */
export const makeReadLookupTableHandler = (
  { lookups, recordRead, log }: ReadLookupTablesDependencies,
  gate: Gate,
): QueriedHandler =>
  answering(
    rowsQuery,
    gate(async (request, caller, { format }) => {
      const name = nameSchema.safeParse(request.params.name).data;
      const version = /^[1-9][0-9]{0,8}$/.test(request.params.version ?? "") ? Number(request.params.version) : null;
      const found = name === undefined || version === null ? null : await lookups.find(name, version);
      if (found === null) return problem(404, "there is no such version of such a table");
      try {
        const rows = await lookups.read(found.name, found.version);
        await recordRead(caller, "lookup-table", { name: found.name, version: found.version, format });
        return {
          headers: {
            "content-type": contentTypes[format],
            "content-disposition": `attachment; filename="${found.name}-${found.version}.${format}"`,
            etag: `"${found.hash}"`,
          },
          body: inPieces(await exportRows(rows, format)),
        };
      } catch (error) {
        if (!(error instanceof DamagedTableError)) throw error;
        log.error("a lookup table cannot be read whole", { error: describeError(error) });
        return problem(500, `${error.message}; import the table again`);
      }
    }),
  );
