import { createServer } from "node:net";
import { type DirectoryLock, lockDirectory } from "../../processes/lock-directory.ts";
import type { LocalSettings } from "./local-settings.ts";

/**
 * Checks that the ports are free, and locks the data directory against other programs. Rejects with one line for each fault.
 */
export async function claimMachine(settings: LocalSettings): Promise<DirectoryLock> {
  const faults = [...(await findPortFaults(settings))];
  const lock = await lockData(settings).catch((error: unknown) => {
    faults.push(error instanceof Error ? error.message : String(error));
    return nothingLocked;
  });
  if (faults.length === 0) return lock;
  await lock.release();
  throw new Error(faults.join("\n"));
}

const nothingLocked: DirectoryLock = { release: async () => {} };

async function lockData({ DATA_DIR }: LocalSettings): Promise<DirectoryLock> {
  if (DATA_DIR === undefined) return nothingLocked;
  return lockDirectory(DATA_DIR).catch((error: unknown) => {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    throw new Error(
      `DATA_DIR ${DATA_DIR} cannot be used (${error.code}); set it to a directory that you can write to.`,
      {
        cause: error,
      },
    );
  });
}

type PortSetting = "HTTP_PORT" | "TABLES_PORT" | "EVENT_HUBS_PORT";

/** An error text for each port that is in use, before anything is started. */
export async function findPortFaults(settings: LocalSettings): Promise<readonly string[]> {
  const names = portsToOpen(settings);
  const faults: string[] = [];
  for (const [index, name] of names.entries()) {
    const port = settings[name];
    const other = names.slice(0, index).find((earlier) => port !== 0 && settings[earlier] === port);
    if (other !== undefined) faults.push(`Port ${port} is that of ${other} too; set ${name} to another.`);
    else if (await isTaken(port)) faults.push(`Port ${port} cannot be used (is it in use?); set ${name} to another.`);
  }
  return faults;
}

/** A store with a connection in the settings is not started. */
function portsToOpen(settings: LocalSettings): readonly PortSetting[] {
  const tables = settings.TABLES_CONNECTION ?? settings.TABLES_CONNECTION__tableServiceUri;
  const hubs = settings.EVENT_HUBS_CONNECTION ?? settings.EVENT_HUBS_CONNECTION__fullyQualifiedNamespace;
  return [
    "HTTP_PORT",
    ...(tables === undefined ? (["TABLES_PORT"] as const) : []),
    ...(hubs === undefined ? (["EVENT_HUBS_PORT"] as const) : []),
  ];
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(true));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(false)));
  });
}
