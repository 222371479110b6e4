import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type ForkedEventHubs, forkEventHubs } from "../../tools/event-hubs/fork-event-hubs.ts";
import { type ForkedTables, forkTables } from "../../tools/local/tables/fork-tables.ts";
import { appDirectory, type ForkedServer, forkServer } from "./fork-server.ts";
import type { Keep } from "./with-processes.ts";

/** The stores, each in a separate process, and the app settings for them. */
export type Stores = {
  readonly tables: ForkedTables;
  readonly eventHubs: ForkedEventHubs;
  readonly settings: NodeJS.ProcessEnv;
};

/** Table Storage alone, in a process of its own. */
export const startTablesAlone = async (keep: Keep): Promise<ForkedTables> =>
  keep(await forkTables({ port: 0, modulePath: localProgram("tables-process") }));

export async function startStores(keep: Keep): Promise<Stores> {
  const tables = await startTablesAlone(keep);
  const eventHubs = keep(await startHub(0));
  const settings = {
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: eventHubs.connectionString,
    AUDIT_EVENT_HUB: "emergency-audit",
    SEED_STARTER_CONFIGURATION: "true",
  };
  return { tables, eventHubs, settings };
}

/** A program that the build puts beside the local programs. */
const localProgram = (name: string): string => join(appDirectory, "dist", "local", `${name}.js`);

export const startHub = (port: number): Promise<ForkedEventHubs> =>
  forkEventHubs({
    port,
    hubs: [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }],
    modulePath: localProgram("event-hubs-process"),
  });

const without = (...functions: readonly string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(functions.map((name) => [`AzureWebJobs.${name}.Disabled`, "true"]));

/**
 * In Azure, HTTP functions have instances of their own, apart from Event Hub and timer functions. Here too they have a
 * process of their own.
 */
export const httpOnly = without(
  ...[
    "project-audit",
    "drain-outbox",
    "purge-audit",
    "tidy-configuration",
    "watch-calls",
    "probe-calls",
    "check-gateway",
  ],
);
const projectionOnly = without("route-call", "record-outcome", "purge-audit");

export const startWebhook = ({ settings }: Pick<Stores, "settings">, keep: Keep): Promise<ForkedServer> =>
  startProduct({ ...settings, ...httpOnly }, keep);

export const startProjection = ({ settings }: Pick<Stores, "settings">, keep: Keep): Promise<ForkedServer> =>
  startProduct({ ...settings, ...projectionOnly }, keep);

const readyWithinMs = 30_000;

/** Starts the product; resolves when it has its configuration. */
async function startProduct(settings: NodeJS.ProcessEnv, keep: Keep): Promise<ForkedServer> {
  const server = keep(await forkServer("product", settings));
  const signal = AbortSignal.timeout(readyWithinMs);
  while (!(await fetch(`http://127.0.0.1:${server.port}/api/v1/health/ready`, { signal })).ok)
    await setTimeout(200, undefined, { signal });
  return server;
}
