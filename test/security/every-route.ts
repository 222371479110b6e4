import type { AppRole } from "../../shared/identity/caller.ts";

/** A route that asks for a role, with a request that is right. */
export type Route = {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly role: AppRole;
  readonly body?: unknown;
};

export const call = { callId: "call-1", calledParty: "+44999", callingParty: "+441632960123", ingress: "zoom" };
const window = "from=2026-01-01T00:00:00Z&to=2026-01-31T00:00:00Z";
const tenant = { op: "put", kind: "tenant", item: { name: "contoso", defaultTerritory: "GB" } };
export const change = { baseVersion: 1, reason: "a customer", operations: [tenant] };

const someProposal = "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10";

/** Every route that asks for a role. */
export const routes: readonly Route[] = [
  { name: "read-catalogue", method: "GET", path: "catalogue?territory=GB", role: "Config.Read" },
  { name: "read-coverage", method: "GET", path: "config/coverage", role: "Config.Read" },
  {
    name: "draft-config",
    method: "POST",
    path: "config/drafts",
    role: "Config.Read",
    body: { territories: ["IE"], routeSet: "emergency" },
  },
  { name: "read-config", method: "GET", path: "config", role: "Config.Read" },
  { name: "read-config-fingerprint", method: "GET", path: "config/fingerprint", role: "Config.Read" },
  { name: "read-config-items", method: "GET", path: "config/items?kind=number", role: "Config.Read" },
  { name: "list-config-versions", method: "GET", path: "config/versions", role: "Config.Read" },
  { name: "read-config-version", method: "GET", path: "config/versions/1", role: "Config.Read" },
  { name: "read-list", method: "GET", path: "config/lists/json", role: "Config.Read" },
  {
    name: "check-list",
    method: "POST",
    path: "config/lists/json/check",
    role: "Config.Read",
    body: { entries: [] },
  },
  { name: "list-lookup-tables", method: "GET", path: "config/lookup-tables", role: "Config.Read" },
  { name: "read-lookup-table", method: "GET", path: "config/lookup-tables/sites/versions/1", role: "Config.Read" },
  { name: "export-config", method: "GET", path: "config/export?format=json", role: "Config.Read" },
  { name: "simulate-config", method: "POST", path: "config/simulations", role: "Config.Read", body: { calls: [call] } },
  { name: "change-config", method: "POST", path: "config/changes", role: "Config.Write", body: change },
  {
    name: "restore-config",
    method: "POST",
    path: "config/versions/1/restore",
    role: "Config.Write",
    body: { reason: "undo" },
  },
  {
    name: "import-config",
    method: "POST",
    path: "config/imports?format=json",
    role: "Config.Write",
    body: { tenants: [{ name: "contoso", defaultTerritory: "GB" }] },
  },
  { name: "list-proposals", method: "GET", path: "config/proposals", role: "Config.Read" },
  { name: "read-proposal", method: "GET", path: `config/proposals/${someProposal}`, role: "Config.Read" },
  { name: "propose-change", method: "POST", path: "config/proposals", role: "Config.Write", body: change },
  {
    name: "edit-proposal",
    method: "POST",
    path: `config/proposals/${someProposal}/edit`,
    role: "Config.Write",
    body: change,
  },
  ...(["approve", "reject", "confirm", "withdraw"] as const).map(
    (verb): Route => ({
      name: `${verb}-proposal`,
      method: "POST",
      path: `config/proposals/${someProposal}/${verb}`,
      role: verb === "withdraw" ? "Config.Write" : "Config.Approve",
      body: { comment: "looked at it" },
    }),
  ),
  {
    name: "read-watch-report",
    method: "GET",
    path: "watch/report?from=2026-01-01T00:00:00Z&to=2026-01-01T00:15:00Z",
    role: "Audit.Read",
  },
  { name: "read-watch", method: "GET", path: "watch?windowS=60", role: "Audit.Read" },
  { name: "query-audit", method: "GET", path: `audit/events?${window}`, role: "Audit.Read" },
  { name: "audit-call", method: "GET", path: "audit/calls?callId=call-1", role: "Audit.Read" },
  { name: "verify-audit", method: "GET", path: `audit/verification?${window}`, role: "Audit.Read" },
  { name: "export-audit", method: "GET", path: `audit/events/export?${window}`, role: "Audit.Export" },
];

/** What the signalling layer asks, signed. */
export const signedOnly = [
  { name: "route-call", path: "call-setup", body: call },
  { name: "record-outcome", path: "call-outcomes", body: { callId: "call-1", finalStatus: 200 } },
];

/** What a browser loads: parameters of its address mean something to the page, and are not the app's to refuse. */
export const pages = [{ name: "console" }];

/** What anybody may ask. */
export const openRoutes = [
  { name: "health-live", path: "health/live" },
  { name: "health-ready", path: "health/ready" },
  { name: "openapi", path: "openapi.json" },
  { name: "console-settings", path: "../../console/settings.json" },
];
