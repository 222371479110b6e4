import type { HttpFunctionOptions } from "@azure/functions";
import type { AppRole } from "../../shared/identity/caller.ts";
import type { Guard } from "../edge/guard.ts";
import type { AuditHandlers } from "./audit-handlers.ts";

type Route = { readonly route: string; readonly role: AppRole };

const routes: Readonly<Record<keyof AuditHandlers, Route>> = {
  "query-audit": { route: "events", role: "Audit.Read" },
  "export-audit": { route: "events/export", role: "Audit.Export" },
  "audit-call": { route: "calls", role: "Audit.Read" },
  "verify-audit": { route: "verification", role: "Audit.Read" },
};

/** The functions that answer questions about the trail, by name. */
export function auditFunctions(
  loadHandlers: () => Promise<AuditHandlers>,
  guard: Guard,
): Readonly<Record<string, HttpFunctionOptions>> {
  const functionOf = (name: keyof AuditHandlers, { route, role }: Route): HttpFunctionOptions => ({
    methods: ["GET"],
    route: `v1/audit/${route}`,
    authLevel: guard.authLevel,
    handler: guard.admit(role, async (...asked) => (await loadHandlers())[name](...asked)),
  });
  const names = Object.keys(routes) as (keyof AuditHandlers)[];
  return Object.fromEntries(names.map((name) => [name, functionOf(name, routes[name])]));
}
