import type { EventHubHandler, HttpHandler } from "@azure/functions";
import type { AppRole } from "../../shared/identity/caller.ts";
import { makeConsole } from "../console.ts";
import { makeConsoleSettings } from "../console-settings.ts";
import type { ConsoleFiles } from "../edge/console-files.ts";
import type { IdentifiedHandler } from "../edge/guard.ts";
import { healthLive } from "../health-live.ts";
import { makeHealthReady } from "../health-ready.ts";
import { makeOpenApi } from "../openapi.ts";
import { makeProjectAudit } from "../project-audit.ts";
import { makeRecordOutcome } from "../record-outcome.ts";
import { makeRouteCall } from "../route-call.ts";
import type { Settings } from "../settings.ts";
import type { Services } from "./services.ts";

/** What a row makes its handler from. `readDescription` resolves to the OpenAPI document, `openConsole` to the web page. */
export type FunctionServices = Services & {
  readonly readDescription: () => Promise<string>;
  readonly openConsole: () => Promise<ConsoleFiles>;
};

/** `route` begins after `/api/`. */
type Route = { readonly method: "GET" | "POST"; readonly route: string };

/** What a browser loads. `page` begins after `/`. */
export type PageRow = { readonly page: string; readonly handler: (services: FunctionServices) => HttpHandler };

/** `anyone` needs no key. `signalling` needs a function key and, if the app has a secret, a signature. */
export type OpenRow = Route & {
  readonly access: "anyone" | "signalling";
  readonly handler: (services: FunctionServices) => HttpHandler;
};

/** `role` is the app role that a token needs. The handler is the one of that `name` in `Administration`. */
export type GuardedRow<Name extends string = string> = Route & { readonly role: AppRole; readonly name: Name };

/** `schedule` is the setting that has it. */
type Scheduled = { readonly schedule: Extract<keyof Settings, `${string}_SCHEDULE`> };

export type TimerRow = Scheduled & { readonly handler: (services: FunctionServices) => () => Promise<void> };

/**
 * The handler is the one of that `name` in `Administration`. `onlyWith`: the setting without which the timer is not there, as
 * Azure keeps instances for it.
 */
export type DeferredTimerRow<Name extends string = string> = Scheduled & {
  readonly name: Name;
  readonly onlyWith?: keyof Settings;
};

export type EventHubRow = {
  readonly consumerGroup: string;
  readonly handler: (services: FunctionServices) => EventHubHandler;
};

export type FunctionRow = OpenRow | PageRow | GuardedRow | TimerRow | DeferredTimerRow | EventHubRow;

const guarded =
  (method: "GET" | "POST") =>
  <Name extends string>(name: Name, route: string, role: AppRole): GuardedRow<Name> => ({ method, route, role, name });
const get = guarded("GET");
const post = guarded("POST");

/** Every function by its name: what triggers it, who may call it, and its handler. */
export const functionTable = {
  "health-live": { method: "GET", route: "v1/health/live", access: "anyone", handler: () => healthLive },
  "health-ready": { method: "GET", route: "v1/health/ready", access: "anyone", handler: makeHealthReady },
  openapi: { method: "GET", route: "v1/openapi.json", access: "anyone", handler: makeOpenApi },
  "route-call": { method: "POST", route: "v1/call-setup", access: "signalling", handler: makeRouteCall },
  "record-outcome": { method: "POST", route: "v1/call-outcomes", access: "signalling", handler: makeRecordOutcome },

  console: { page: "console/{*path}", handler: makeConsole },
  "console-settings": { page: "console/settings.json", handler: makeConsoleSettings },

  "drain-outbox": { schedule: "AUDIT_DRAIN_SCHEDULE", handler: ({ drainOutbox }) => drainOutbox },
  "project-audit": { consumerGroup: "audit-trail", handler: makeProjectAudit },
  "check-gateway": { schedule: "GATEWAY_CHECK_SCHEDULE", name: "check-gateway", onlyWith: "ACG_RESOURCE_ID" },
  "purge-audit": { schedule: "AUDIT_PURGE_SCHEDULE", name: "purge-audit" },
  "tidy-configuration": { schedule: "CONFIG_TIDY_SCHEDULE", name: "tidy-configuration" },
  "probe-calls": { schedule: "PROBE_SCHEDULE", name: "probe-calls", onlyWith: "PROBE_TARGETS" },

  "watch-calls": { schedule: "WATCH_SCHEDULE", name: "watch-calls" },

  "read-watch": get("read-watch", "v1/watch", "Audit.Read"),
  "read-watch-report": get("read-watch-report", "v1/watch/report", "Audit.Read"),
  "query-audit": get("query-audit", "v1/audit/events", "Audit.Read"),
  "export-audit": get("export-audit", "v1/audit/events/export", "Audit.Export"),
  "audit-call": get("audit-call", "v1/audit/calls", "Audit.Read"),
  "verify-audit": get("verify-audit", "v1/audit/verification", "Audit.Read"),
  "read-catalogue": get("read-catalogue", "v1/catalogue", "Config.Read"),
  "read-coverage": get("read-coverage", "v1/config/coverage", "Config.Read"),
  "draft-config": post("draft-config", "v1/config/drafts", "Config.Read"),
  "read-config": get("read-config", "v1/config", "Config.Read"),
  "read-config-fingerprint": get("read-config-fingerprint", "v1/config/fingerprint", "Config.Read"),
  "read-config-items": get("read-config-items", "v1/config/items", "Config.Read"),
  "list-config-versions": get("list-config-versions", "v1/config/versions", "Config.Read"),
  "read-config-version": get("read-config-version", "v1/config/versions/{version}", "Config.Read"),
  "change-config": post("change-config", "v1/config/changes", "Config.Write"),
  "restore-config": post("restore-config", "v1/config/versions/{version}/restore", "Config.Write"),
  "simulate-config": post("simulate-config", "v1/config/simulations", "Config.Read"),
  "export-config": get("export-config", "v1/config/export", "Config.Read"),
  "read-list": get("read-list", "v1/config/lists/{format}", "Config.Read"),
  "check-list": post("check-list", "v1/config/lists/{format}/check", "Config.Read"),
  "list-lookup-tables": get("list-lookup-tables", "v1/config/lookup-tables", "Config.Read"),
  "read-lookup-table": get("read-lookup-table", "v1/config/lookup-tables/{name}/versions/{version}", "Config.Read"),
  "list-proposals": get("list-proposals", "v1/config/proposals", "Config.Read"),
  "read-proposal": get("read-proposal", "v1/config/proposals/{id}", "Config.Read"),
  "propose-change": post("propose-change", "v1/config/proposals", "Config.Write"),
  "edit-proposal": post("edit-proposal", "v1/config/proposals/{id}/edit", "Config.Write"),
  "withdraw-proposal": post("withdraw-proposal", "v1/config/proposals/{id}/withdraw", "Config.Write"),
  "approve-proposal": post("approve-proposal", "v1/config/proposals/{id}/approve", "Config.Approve"),
  "reject-proposal": post("reject-proposal", "v1/config/proposals/{id}/reject", "Config.Approve"),
  "confirm-proposal": post("confirm-proposal", "v1/config/proposals/{id}/confirm", "Config.Approve"),
  "import-config": post("import-config", "v1/config/imports", "Config.Write"),
} as const satisfies Readonly<Record<string, FunctionRow>>;

type Row = (typeof functionTable)[keyof typeof functionTable];

/** The functions that no call needs, by name. The first request or timer loads them. */
export type Administration = {
  readonly handlers: Readonly<Record<Extract<Row, GuardedRow>["name"], IdentifiedHandler>>;
  /** None of them throws. */
  readonly timers: Readonly<Record<Extract<Row, DeferredTimerRow>["name"], () => Promise<void>>>;
  /** Takes a provisional version back whose time is up. Never throws. */
  readonly revertTrial: () => Promise<void>;
};
