import type { EventHubHandler, HttpHandler } from "@azure/functions";
import type { AppRole } from "../../shared/identity/caller.ts";
import type { IdentifiedHandler } from "../edge/guard.ts";
import { healthLive } from "../health-live.ts";
import { makeHealthReady } from "../health-ready.ts";
import { makeOpenApi } from "../openapi.ts";
import { makeProjectAudit } from "../project-audit.ts";
import { makeRecordOutcome } from "../record-outcome.ts";
import { makeRouteCall } from "../route-call.ts";
import type { Settings } from "../settings.ts";
import type { Administration } from "./administration.ts";
import { lazy } from "./lazy.ts";
import type { Services } from "./services.ts";

/** What a row makes its handler from. `administration` loads the functions that no call needs. */
export type FunctionServices = Services & { readonly administration: () => Promise<Administration> };

type Route = { readonly method: "GET" | "POST"; readonly route: string };

/** `anyone` needs no key. `signalling` needs a function key and, if the app has a secret, a signature. */
export type OpenRow = Route & {
  readonly access: "anyone" | "signalling";
  readonly handler: (services: FunctionServices) => HttpHandler;
};

/** `role` is the app role that a token needs. */
export type GuardedRow = Route & {
  readonly role: AppRole;
  readonly handler: (services: FunctionServices) => IdentifiedHandler;
};

export type TimerRow = {
  /** The setting that has the schedule. */
  readonly schedule: Extract<keyof Settings, `${string}_SCHEDULE`>;
  readonly handler: (services: FunctionServices) => () => Promise<void>;
};

export type EventHubRow = {
  readonly consumerGroup: string;
  readonly handler: (services: FunctionServices) => EventHubHandler;
};

export type FunctionRow = OpenRow | GuardedRow | TimerRow | EventHubRow;

const readDescription = lazy(async () => (await import("./describe-api.ts")).writeApiDescription());

const deferred =
  (name: keyof Administration["handlers"]): GuardedRow["handler"] =>
  ({ administration }) =>
  async (...args) =>
    (await administration()).handlers[name](...args);

const deferredTimer =
  (name: keyof Administration["timers"]): TimerRow["handler"] =>
  ({ administration }) =>
  async () =>
    (await administration()).timers[name]();

/** Every function by its name: what triggers it, who may call it, and its handler. */
export const functionTable = {
  "health-live": { method: "GET", route: "v1/health/live", access: "anyone", handler: () => healthLive },
  "health-ready": { method: "GET", route: "v1/health/ready", access: "anyone", handler: makeHealthReady },
  openapi: { method: "GET", route: "v1/openapi.json", access: "anyone", handler: () => makeOpenApi(readDescription) },
  "route-call": { method: "POST", route: "v1/call-setup", access: "signalling", handler: makeRouteCall },
  "record-outcome": { method: "POST", route: "v1/call-outcomes", access: "signalling", handler: makeRecordOutcome },

  "drain-outbox": { schedule: "AUDIT_DRAIN_SCHEDULE", handler: ({ drainOutbox }) => drainOutbox },
  "project-audit": { consumerGroup: "audit-trail", handler: makeProjectAudit },
  "purge-audit": { schedule: "AUDIT_PURGE_SCHEDULE", handler: deferredTimer("purge-audit") },
  "tidy-configuration": { schedule: "CONFIG_TIDY_SCHEDULE", handler: deferredTimer("tidy-configuration") },

  "query-audit": { method: "GET", route: "v1/audit/events", role: "Audit.Read", handler: deferred("query-audit") },
  "export-audit": {
    method: "GET",
    route: "v1/audit/events/export",
    role: "Audit.Export",
    handler: deferred("export-audit"),
  },
  "audit-call": { method: "GET", route: "v1/audit/calls", role: "Audit.Read", handler: deferred("audit-call") },
  "verify-audit": {
    method: "GET",
    route: "v1/audit/verification",
    role: "Audit.Read",
    handler: deferred("verify-audit"),
  },
  "read-config": { method: "GET", route: "v1/config", role: "Config.Read", handler: deferred("read-config") },
  "read-config-items": {
    method: "GET",
    route: "v1/config/items",
    role: "Config.Read",
    handler: deferred("read-config-items"),
  },
  "list-config-versions": {
    method: "GET",
    route: "v1/config/versions",
    role: "Config.Read",
    handler: deferred("list-config-versions"),
  },
  "read-config-version": {
    method: "GET",
    route: "v1/config/versions/{version}",
    role: "Config.Read",
    handler: deferred("read-config-version"),
  },
  "change-config": {
    method: "POST",
    route: "v1/config/changes",
    role: "Config.Write",
    handler: deferred("change-config"),
  },
  "restore-config": {
    method: "POST",
    route: "v1/config/versions/{version}/restore",
    role: "Config.Write",
    handler: deferred("restore-config"),
  },
  "simulate-config": {
    method: "POST",
    route: "v1/config/simulations",
    role: "Config.Read",
    handler: deferred("simulate-config"),
  },
  "export-config": {
    method: "GET",
    route: "v1/config/export",
    role: "Config.Read",
    handler: deferred("export-config"),
  },
  "list-lookup-tables": {
    method: "GET",
    route: "v1/config/lookup-tables",
    role: "Config.Read",
    handler: deferred("list-lookup-tables"),
  },
  "read-lookup-table": {
    method: "GET",
    route: "v1/config/lookup-tables/{name}/versions/{version}",
    role: "Config.Read",
    handler: deferred("read-lookup-table"),
  },
  "import-config": {
    method: "POST",
    route: "v1/config/imports",
    role: "Config.Write",
    handler: deferred("import-config"),
  },
} as const satisfies Readonly<Record<string, FunctionRow>>;
