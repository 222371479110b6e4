import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { forkEventHubs } from "../../event-hubs/fork-event-hubs.ts";
import { forkTables } from "../tables/fork-tables.ts";
import type { LocalSettings } from "./local-settings.ts";

/** A store in a child process. */
export type ChildStore = { readonly exited: Promise<number | null>; readonly stop: () => Promise<void> };

export type Stores = {
  /** The connections of the stores that were started, as app settings. */
  readonly connections: Readonly<Record<string, string>>;
  /** By the name for log lines. */
  readonly children: ReadonlyMap<string, ChildStore>;
};

/** Starts the stores without a connection in the settings, each in a child process. If one fails the other is stopped. */
export async function startStores(settings: LocalSettings, programs: string): Promise<Stores> {
  const children = new Map<string, ChildStore>();
  const connections: Record<string, string> = {};
  const startTables = async () => {
    const directory = await dataDirectory(settings, "tables");
    const modulePath = join(programs, "tables-process.js");
    const tables = await forkTables({ port: settings.TABLES_PORT, directory, modulePath });
    children.set("Table Storage (Azurite)", tables);
    connections.TABLES_CONNECTION = tables.connectionString;
  };
  const startHub = async () => {
    const directory = await dataDirectory(settings, "event-hubs");
    const eventHubs = await forkEventHubs({
      port: settings.EVENT_HUBS_PORT,
      hubs: [{ name: settings.AUDIT_EVENT_HUB, partitions: 4, consumerGroups: ["$Default", "audit-trail"] }],
      ...(directory === undefined ? {} : { directory }),
      modulePath: join(programs, "event-hubs-process.js"),
    });
    children.set("Event Hubs (stand-in)", eventHubs);
    connections.EVENT_HUBS_CONNECTION = eventHubs.connectionString;
  };
  const started = await Promise.allSettled([
    settings.TABLES_CONNECTION ?? settings.TABLES_CONNECTION__tableServiceUri ?? startTables(),
    settings.EVENT_HUBS_CONNECTION ?? settings.EVENT_HUBS_CONNECTION__fullyQualifiedNamespace ?? startHub(),
  ]);
  const failed = started.find((result) => result.status === "rejected");
  if (failed === undefined) return { connections, children };
  await stopStores(children);
  throw failed.reason;
}

/** Returns whether all have saved their data: none has ended with an error. */
export async function stopStores(children: ReadonlyMap<string, ChildStore>): Promise<boolean> {
  const stores = [...children.values()];
  await Promise.all(stores.map((child) => child.stop()));
  const codes = await Promise.all(stores.map((child) => child.exited));
  return codes.every((code) => code === 0 || code === null);
}

async function dataDirectory({ DATA_DIR }: LocalSettings, name: string): Promise<string | undefined> {
  if (DATA_DIR === undefined) return undefined;
  const directory = join(DATA_DIR, name);
  await mkdir(directory, { recursive: true });
  return directory;
}
