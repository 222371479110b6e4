import { type DirectoryLock, lockDirectory } from "../data/lock-directory.ts";
import { findPortFaults } from "./find-port-faults.ts";
import type { LocalSettings } from "./local-settings.ts";

/**
 * Makes sure that the ports are free and that no other program uses the data directory, which is then locked. Rejects with a
 * line for each that is not so.
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
