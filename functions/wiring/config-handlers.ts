import { readActive, storedConfigurations } from "../../shared/config/change/stored-configurations.ts";
import type { SeenCalls } from "../../shared/config/simulate/simulate-change.ts";
import type { ConfigTable } from "../../shared/config/store/config-table.ts";
import type { LookupTables } from "../../shared/config/store/lookup/lookup-tables.ts";
import type { Log } from "../../shared/log.ts";
import { makeChangeConfigHandler, makeRestoreConfigHandler } from "../change-config.ts";
import type { QueriedHandler } from "../edge/answering.ts";
import type { AuditQueryDependencies } from "../edge/audit-answers.ts";
import { makeImportHandler } from "../edge/import-lookup-table.ts";
import { makeGate } from "../edge/one-at-a-time.ts";
import { makeOneLargeBody } from "../edge/one-large-body.ts";
import { makeExportConfigHandler } from "../export-config.ts";
import { makeImportConfigHandler } from "../import-config.ts";
import { makeListVersionsHandler, makeReadConfigHandler, makeReadVersionHandler } from "../read-config.ts";
import { makeReadItemsHandler } from "../read-config-items.ts";
import { makeListLookupTablesHandler, makeReadLookupTableHandler } from "../read-lookup-tables.ts";
import { makeSimulateConfigHandler } from "../simulate-config.ts";
import type { ConfigServices } from "./config-services.ts";

export type ConfigHandlersDependencies = {
  readonly table: ConfigTable;
  readonly lookups: LookupTables;
  readonly services: Pick<ConfigServices, "change" | "importTable">;
  readonly recordRead: AuditQueryDependencies["recordRead"];
  readonly recentCalls: () => Promise<SeenCalls>;
  readonly log: Log;
  readonly now: () => number;
};

/** What shows, tries and changes the configuration, by the function's name. */
export type ConfigHandlers = ReturnType<typeof makeConfigHandlers>;

export function makeConfigHandlers(dependencies: ConfigHandlersDependencies) {
  const { table, lookups, services, recentCalls, log, now } = dependencies;
  const { change, importTable } = services;
  const configurations = storedConfigurations({ table, lookups, now });
  const gate = makeGate("this instance is simulating or exporting for another request");
  const oneLargeBody = makeOneLargeBody();
  return {
    "read-config": makeReadConfigHandler({ table }),
    "read-config-items": makeReadItemsHandler({ readActive: () => readActive(table) }),
    "list-config-versions": makeListVersionsHandler({ table }),
    "read-config-version": makeReadVersionHandler({ table }),
    "change-config": oneLargeBody(makeChangeConfigHandler({ table, change })),
    "restore-config": oneLargeBody(makeRestoreConfigHandler({ table, change })),
    "simulate-config": oneLargeBody(makeSimulateConfigHandler({ configurations, recentCalls, now }, gate)),
    "export-config": makeExportConfigHandler({ readActive: () => readActive(table) }, gate),
    "import-config": oneLargeBody(
      makeImportConfigHandler({ change, importRows: makeImportHandler({ importTable, log }) }),
    ),
    "list-lookup-tables": makeListLookupTablesHandler(dependencies, gate),
    "read-lookup-table": makeReadLookupTableHandler(dependencies, gate),
  } as const satisfies Readonly<Record<string, QueriedHandler>>;
}
