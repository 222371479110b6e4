import { toLookupVersion } from "../shared/config/lookup/table-header.ts";
import type { ProposalTable } from "../shared/config/proposals/proposal-table.ts";
import { proposedTables } from "../shared/config/proposals/proposed-tables.ts";
import type { ConfigTable } from "../shared/config/store/config-table.ts";
import type { LookupTables } from "../shared/config/store/lookup/lookup-tables.ts";
import { tableUsers } from "../shared/config/store/lookup/table-users.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import { noQuery } from "./edge/read-query.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ListLookupTablesDependencies = {
  readonly table: ConfigTable;
  readonly lookups: Pick<LookupTables, "list">;
  readonly proposalTable: Pick<ProposalTable, "unfinished" | "readContent">;
  readonly oneAtATime: Limiter;
};

/**
 * GET /api/v1/config/lookup-tables: the tables with their stored versions, newest first, the configurations that list them, and the
 * proposals that would.
 */
export const makeListLookupTables = ({
  table,
  lookups,
  proposalTable,
  oneAtATime,
}: ListLookupTablesDependencies): QueryHandler =>
  withQuery(
    noQuery,
    oneAtATime(async () => {
      const [stored, users, proposals] = await Promise.all([
        lookups.list(),
        tableUsers(table),
        proposedTables(proposalTable),
      ]);
      const tables = [...stored].flatMap(([name, headers]) => {
        const versions = headers
          .filter(({ complete }) => complete)
          .map((header) => {
            const { name: _, ...version } = toLookupVersion(name, header);
            const id = `${name}@${header.version}`;
            return { ...version, usedBy: users.get(id) ?? [], proposedBy: proposals.get(id) ?? [] };
          });
        return versions.length === 0 ? [] : [{ name, versions }];
      });
      return { jsonBody: { tables } };
    }),
  );
