import { auditVersions } from "../shared/config/change/audit-versions.ts";
import type { StoredChange } from "../shared/config/change/configuration-change.ts";
import type { LookupImportedData } from "../shared/config/lookup/imported-event.ts";
import type { ConfigTable } from "../shared/config/store/config-table.ts";
import { auditImports } from "../shared/config/store/lookup/audit-imports.ts";
import type { LookupTables } from "../shared/config/store/lookup/lookup-tables.ts";
import { tidyVersions } from "../shared/config/store/tidy-versions.ts";
import { describeError, type Log } from "../shared/log.ts";

export type TidyConfigurationDependencies = {
  readonly table: ConfigTable;
  readonly lookups: Pick<LookupTables, "list">;
  /** Both record what the trail does not have yet. */
  readonly recordChange: (change: StoredChange) => Promise<unknown>;
  readonly recordImport: (imported: LookupImportedData["import"]) => Promise<unknown>;
  readonly log: Log;
  readonly now: () => number;
};

/** The timer that records changes and imports without an audit event, and clears versions that never went live. Never throws. */
export const makeTidyConfiguration =
  ({ table, lookups, recordChange, recordImport, log, now }: TidyConfigurationDependencies): (() => Promise<void>) =>
  async () => {
    try {
      await auditVersions(table, recordChange, now());
      await auditImports(lookups, recordImport, now());
      const cleared = await tidyVersions(table, now());
      if (cleared > 0) log.info("versions that never went live were cleared", { versions: cleared });
    } catch (error) {
      log.warn("the configuration could not be tidied", { error: describeError(error) });
    }
  };
