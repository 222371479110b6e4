import { setTimeout } from "node:timers/promises";
import { forkEventHubs } from "../../local/event-hubs/fork-event-hubs.ts";
import { forkTables } from "../../local/tables/fork-tables.ts";
import { localProgram } from "./app-directory.ts";
import { type ForkedServer, forkServer } from "./fork-server.ts";
import { type Answers, answersVariable, type ServerKind, triggerConnectionVariable } from "./messages.ts";

export type Servers = {
  readonly byKind: ReadonlyMap<ServerKind, ForkedServer>;
  readonly stop: () => Promise<void>;
};

/**
 * Starts the product with its stores, asks it by `readAnswers` what it answers, and starts the other servers with those
 * answers, so that all of them send the same number of bytes.
 */
export async function startServers(readAnswers: (port: number) => Promise<Answers>): Promise<Servers> {
  const started: { readonly stop: () => Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const process of started.splice(0).reverse()) await process.stop();
  };
  const keep = <Started extends { readonly stop: () => Promise<void> }>(process: Started): Started => {
    started.push(process);
    return process;
  };
  try {
    const product = keep(await forkServer("product", await startStores(keep)));
    await isReady(product);
    const answers = { [answersVariable]: JSON.stringify(await readAnswers(product.port)) };
    const empty = keep(await forkServer("empty", answers));
    const bare = keep(await forkServer("bare", answers));
    return { byKind: new Map([["product", product] as const, ["empty", empty], ["bare", bare]]), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** On a busy machine the product may start before its configuration is there; it is measured with one. */
async function isReady({ port }: ForkedServer): Promise<void> {
  const deadline = AbortSignal.timeout(30_000);
  for (let ready = false; !ready; ) {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/health/ready`, { signal: deadline });
    ready = response.ok;
    if (!ready) await setTimeout(200, undefined, { signal: deadline });
  }
}

/** Starts both stores and returns the product's settings. */
async function startStores(
  keep: <Started extends { readonly stop: () => Promise<void> }>(process: Started) => Started,
): Promise<NodeJS.ProcessEnv> {
  const tables = keep(await forkTables({ port: 0, modulePath: localProgram("tables-process") }));
  const startHub = () =>
    forkEventHubs({
      port: 0,
      hubs: [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }],
      modulePath: localProgram("event-hubs-process"),
    });
  const eventHubs = keep(await startHub());
  const idleHub = keep(await startHub());
  return {
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: eventHubs.connectionString,
    [triggerConnectionVariable]: idleHub.connectionString,
    AUDIT_EVENT_HUB: "emergency-audit",
    SEED_STARTER_CONFIGURATION: "true",
  };
}
