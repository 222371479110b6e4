import type { HttpFunctionOptions } from "@azure/functions";
import type { ConfigTable } from "../shared/config/config-table.ts";
import type { LookupTables } from "../shared/config/lookup/lookup-tables.ts";
import type { SeenCalls } from "../shared/config/simulation/simulate-change.ts";
import { readActive, storedConfigurations } from "../shared/config/stored-configurations.ts";
import type { AppRole } from "../shared/identity/caller.ts";
import type { Log } from "../shared/log.ts";
import { makeChangeConfigHandler, makeRestoreConfigHandler } from "./change-config.ts";
import { takingItsType, whileTablesAnswer } from "./config-answers.ts";
import type { ConfigServices } from "./config-services.ts";
import { makeExportConfigHandler } from "./export-config.ts";
import { makeGate } from "./gate.ts";
import type { Guard, IdentifiedHandler } from "./guard.ts";
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
  guard: Guard,
): Readonly<Record<string, HttpFunctionOptions>> {
  const { table, lookups, services, recentCalls, log, now } = dependencies;
  const { change } = services;
  const configurations = storedConfigurations({ table, lookups, now });
  const gate = makeGate("this instance is simulating or exporting for another request");
  const on = (
    method: "GET" | "POST",
    route: string,
    role: AppRole,
    handler: IdentifiedHandler,
  ): HttpFunctionOptions => ({
    methods: [method],
    route: `v1/config${route}`,
    authLevel: guard.authLevel,
    handler: guard.admit(role, whileTablesAnswer(log, handler)),
  });
  const read = (route: string, handler: IdentifiedHandler) => on("GET", route, "Config.Read", handler);
  const post = (route: string, role: AppRole, handler: IdentifiedHandler) =>
    on("POST", route, role, takingItsType(handler));
  return {
    "read-config": read("", makeReadConfigHandler({ table })),
    "list-config-versions": read("/versions", makeListVersionsHandler({ table })),
    "read-config-version": read("/versions/{version}", makeReadVersionHandler({ table })),
    "change-config": post("/changes", "Config.Write", makeChangeConfigHandler({ table, change })),
    "restore-config": post("/versions/{version}/restore", "Config.Write", makeRestoreConfigHandler({ table, change })),
    "simulate-config": post(
      "/simulations",
      "Config.Read",
      gate(makeSimulateConfigHandler({ configurations, recentCalls, now })),
    ),
    "export-config": read("/export", gate(makeExportConfigHandler({ readActive: () => readActive(table) }))),
    "import-config": post(
      "/imports",
      "Config.Write",
      makeImportConfigHandler({ change, importRows: makeImportHandler({ lookups, log }) }),
    ),
  };
}
