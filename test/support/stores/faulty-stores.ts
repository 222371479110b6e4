import { onTestFinished } from "vitest";
import type { EventHubsStandIn } from "../../../tools/event-hubs/start-event-hubs.ts";
import type { Tables } from "../../../tools/local/tables/start-tables.ts";
import { amount } from "../amount.ts";
import { type RunningApp, runApp } from "../app/run-app.ts";
import { startAuditHub } from "./audit-hub.ts";
import { startConfiguredTables } from "./configured-tables.ts";
import { startProxy, type TablesProxy } from "./start-proxy.ts";

const calls = amount({ usual: 100, thorough: 500 });

/** Enough calls for batches and a backlog: how many, and which of them is the first during a fault and the first after it. */
export const traffic = { calls, faultFrom: calls / 10 + 1, faultUntil: (calls / 10) * 9 + 1 };

type Settings = Readonly<Record<string, string>>;

/** Both stores, and what makes each of them fail. `tables` goes past the faults. */
export type FaultyStores = {
  readonly tables: Tables;
  readonly proxy: TablesProxy;
  readonly hub: EventHubsStandIn;
  /** The settings of an app that works on these stores. */
  readonly settings: Settings;
};

export type AppOnFaultyStores = FaultyStores & { readonly app: RunningApp };

/** How long a call may wait for each store. Where tables are well, the outbox takes an event however busy the machine is. */
const budgets: Settings = { AUDIT_PUBLISH_BUDGET_MS: "200", AUDIT_OUTBOX_BUDGET_MS: "20000" };

/** For tests in which the outbox is at fault. */
export const shortOfPatience: Settings = { AUDIT_OUTBOX_BUDGET_MS: "1500" };

/** In what time every call must have its answer: its budgets, and what a busy machine takes. Without a budget it takes a minute. */
export const answeredWithinMs = 30_000;

/**
 * How long a test may take: some wait for an outage to end and a backlog to be dealt with, on a machine that is busy. It is longer than
 * `untilProjected` waits, so that a test that fails says what is missing.
 */
export const timeout = 900_000;

/** The stores with a configuration and no fault. They end with the test. */
export async function startFaultyStores(): Promise<FaultyStores> {
  const tables = await startConfiguredTables();
  const proxy = await startProxy(tables);
  const hub = await startAuditHub();
  const connections = { TABLES_CONNECTION: proxy.connectionString, EVENT_HUBS_CONNECTION: hub.connectionString };
  return { tables, proxy, hub, settings: { ...connections, ...budgets, AUDIT_DRAIN_SCHEDULE: "* * * * * *" } };
}

/** Runs the app on the stores, in this process. It ends with the test. */
export async function runOnFaultyStores(stores: FaultyStores, settings: Settings = {}): Promise<AppOnFaultyStores> {
  const app = await runApp({ ...stores.settings, ...settings });
  onTestFinished(async () => {
    await Promise.all([stores.hub.inject({ kind: "none" }), stores.proxy.inject({ kind: "none" })]);
    await app.stop();
  });
  return { ...stores, app };
}
