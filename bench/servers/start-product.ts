import { setTimeout } from "node:timers/promises";
import { type ForkedEventHubs, forkEventHubs } from "../../tools/event-hubs/fork-event-hubs.ts";
import { type ForkedTables, forkTables } from "../../tools/local/tables/fork-tables.ts";
import { localProgram } from "./app-directory.ts";
import { type ForkedServer, forkServer } from "./fork-server.ts";
import type { Kept } from "./keep-running.ts";

/** The stores, each in a process of its own, and the app settings that lead to them. */
export type Stores = {
  readonly tables: ForkedTables;
  readonly eventHubs: ForkedEventHubs;
  readonly settings: NodeJS.ProcessEnv;
};

export async function startStores({ keep }: Pick<Kept, "keep">): Promise<Stores> {
  const tables = keep(await forkTables({ port: 0, modulePath: localProgram("tables-process") }));
  const eventHubs = keep(await startHub(0));
  return {
    tables,
    eventHubs,
    settings: {
      TABLES_CONNECTION: tables.connectionString,
      EVENT_HUBS_CONNECTION: eventHubs.connectionString,
      AUDIT_EVENT_HUB: "emergency-audit",
      SEED_STARTER_CONFIGURATION: "true",
    },
  };
}

export const startHub = (port: number): Promise<ForkedEventHubs> =>
  forkEventHubs({
    port,
    hubs: [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }],
    modulePath: localProgram("event-hubs-process"),
  });

const disabled = (...names: readonly string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(names.map((name) => [`AzureWebJobs.${name}.Disabled`, "true"]));

/**
 * In Azure HTTP functions have instances to themselves, apart from the Event Hub and timer functions: here a process for
 * the one and a process for the others.
 */
export const callsOnly = disabled("project-audit", "drain-outbox", "purge-audit", "tidy-configuration");

export const startWebhook = (stores: Stores, kept: Pick<Kept, "keep">): Promise<ForkedServer> =>
  startReady({ ...stores.settings, ...callsOnly }, kept);

export const startProjection = (stores: Stores, kept: Pick<Kept, "keep">): Promise<ForkedServer> =>
  startReady({ ...stores.settings, ...disabled("route-call", "record-outcome", "purge-audit") }, kept);

/** On a busy machine the product may start before its configuration is there; it is measured with one. */
async function startReady(settings: NodeJS.ProcessEnv, { keep }: Pick<Kept, "keep">): Promise<ForkedServer> {
  const server = keep(await forkServer("product", settings));
  const deadline = AbortSignal.timeout(30_000);
  while (!(await fetch(`http://127.0.0.1:${server.port}/api/v1/health/ready`, { signal: deadline })).ok)
    await setTimeout(200, undefined, { signal: deadline });
  return server;
}
