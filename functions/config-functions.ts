import type { HttpFunctionOptions, HttpHandler } from "@azure/functions";
import type { ConfigTable } from "../shared/config/config-table.ts";
import type { LookupTables } from "../shared/config/lookup/lookup-tables.ts";
import type { SeenCalls } from "../shared/config/simulation/simulate-change.ts";
import { readActive, storedConfigurations } from "../shared/config/stored-configurations.ts";
import type { Log } from "../shared/log.ts";
import { makeChangeConfigHandler, makeRestoreConfigHandler } from "./change-config.ts";
import { whileTablesAnswer } from "./config-answers.ts";
import type { ConfigServices } from "./config-services.ts";
import { makeExportConfigHandler } from "./export-config.ts";
import { makeImportConfigHandler } from "./import-config.ts";
import { makeImportHandler } from "./import-lookup-table.ts";
import { makeListVersionsHandler, makeReadConfigHandler, makeReadVersionHandler } from "./read-config.ts";
import { makeSimulateConfigHandler } from "./simulate-config.ts";

export type ConfigFunctionsDependencies = {
  readonly table: ConfigTable;
  readonly lookups: LookupTables;
  readonly services: Pick<ConfigServices, "change">;
  readonly recentCalls: () => Promise<SeenCalls>;
  readonly log: Log;
  readonly now: () => number;
};

/** The functions that show, try and change the configuration, by name. */
export function configFunctions(
  dependencies: ConfigFunctionsDependencies,
): Readonly<Record<string, HttpFunctionOptions>> {
  const { table, lookups, services, recentCalls, log, now } = dependencies;
  const { change } = services;
  const configurations = storedConfigurations({ table, lookups, now });
  const on = (method: "GET" | "POST", route: string, handler: HttpHandler): HttpFunctionOptions => ({
    methods: [method],
    route: `v1/config${route}`,
    authLevel: "function",
    handler: whileTablesAnswer(log, handler),
  });
  return {
    "read-config": on("GET", "", makeReadConfigHandler({ table })),
    "list-config-versions": on("GET", "/versions", makeListVersionsHandler({ table })),
    "read-config-version": on("GET", "/versions/{version}", makeReadVersionHandler({ table })),
    "change-config": on("POST", "/changes", makeChangeConfigHandler({ table, change })),
    "restore-config": on("POST", "/versions/{version}/restore", makeRestoreConfigHandler({ table, change })),
    "simulate-config": on("POST", "/simulations", makeSimulateConfigHandler({ configurations, recentCalls, now })),
    "export-config": on("GET", "/export", makeExportConfigHandler({ readActive: () => readActive(table) })),
    "import-config": on(
      "POST",
      "/imports",
      makeImportConfigHandler({ change, importRows: makeImportHandler({ lookups, log }) }),
    ),
  };
}
