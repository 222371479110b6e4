import type { HttpFunctionOptions } from "@azure/functions";
import type { AppRole } from "../../shared/identity/caller.ts";
import type { Log } from "../../shared/log.ts";
import type { Guard, IdentifiedHandler } from "../edge/guard.ts";
import { whileTablesAnswer } from "../edge/with-store-errors.ts";
import type { ConfigHandlers } from "./config-handlers.ts";

type Route = { readonly method: "GET" | "POST"; readonly route: string; readonly role: AppRole };

const routes: Readonly<Record<keyof ConfigHandlers, Route>> = {
  "read-config": { method: "GET", route: "", role: "Config.Read" },
  "read-config-items": { method: "GET", route: "/items", role: "Config.Read" },
  "list-config-versions": { method: "GET", route: "/versions", role: "Config.Read" },
  "read-config-version": { method: "GET", route: "/versions/{version}", role: "Config.Read" },
  "change-config": { method: "POST", route: "/changes", role: "Config.Write" },
  "restore-config": { method: "POST", route: "/versions/{version}/restore", role: "Config.Write" },
  "simulate-config": { method: "POST", route: "/simulations", role: "Config.Read" },
  "export-config": { method: "GET", route: "/export", role: "Config.Read" },
  "list-lookup-tables": { method: "GET", route: "/lookup-tables", role: "Config.Read" },
  "read-lookup-table": { method: "GET", route: "/lookup-tables/{name}/versions/{version}", role: "Config.Read" },
  "import-config": { method: "POST", route: "/imports", role: "Config.Write" },
};

export type ConfigFunctionsDependencies = {
  readonly loadHandlers: () => Promise<ConfigHandlers>;
  readonly guard: Guard;
  readonly log: Log;
};

/** The functions that show, try and change the configuration, by name. */
export function configFunctions({
  loadHandlers,
  guard,
  log,
}: ConfigFunctionsDependencies): Readonly<Record<string, HttpFunctionOptions>> {
  const functionOf = (name: keyof ConfigHandlers, { method, route, role }: Route): HttpFunctionOptions => {
    const handle: IdentifiedHandler = async (...asked) => (await loadHandlers())[name](...asked);
    return {
      methods: [method],
      route: `v1/config${route}`,
      authLevel: guard.authLevel,
      handler: guard.admit(role, whileTablesAnswer(log, handle)),
    };
  };
  const names = Object.keys(routes) as (keyof ConfigHandlers)[];
  return Object.fromEntries(names.map((name) => [name, functionOf(name, routes[name])]));
}
