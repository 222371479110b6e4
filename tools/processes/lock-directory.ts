import { randomUUID } from "node:crypto";
import { link, open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { makeDirectory } from "./make-directory.ts";
import { describeProcess, isRunning } from "./running-process.ts";

/** A directory that no other process may use until `release`. */
export type DirectoryLock = { readonly release: () => Promise<void> };

const retryMs = 20;

/**
 * Makes this process the only user of the directory, by a lock file that names the process. The lock of a process that was
 * killed is taken over. Rejects with one line that names the holder if it still runs after `waitMs`.
 */
export async function lockDirectory(directory: string, waitMs = 0): Promise<DirectoryLock> {
  await makeDirectory(directory);
  const lock = join(directory, "lock");
  const own = join(directory, `lock.${randomUUID()}`);
  await writeFile(own, describeProcess(process.pid));
  try {
    await takeLock(lock, own, performance.now() + waitMs);
  } finally {
    await rm(own, { force: true });
  }
  return { release: () => rm(lock, { force: true }) };
}

async function takeLock(lock: string, own: string, deadline: number): Promise<void> {
  while (!(await hasLinked(own, lock))) {
    const found = await readLock(lock);
    if (found === null) continue;
    if (!isRunning(found.holder)) await removeStale(lock, found, own);
    else if (performance.now() >= deadline) throw new Error(describeHolder(lock, found.holder));
    else await delay(retryMs);
  }
}

/** A lock file: the process that it names, and an identity that no later file of the same name has. */
type Lock = { readonly holder: string; readonly identity: string };

/** Returns null when there is no lock file. */
async function readLock(path: string): Promise<Lock | null> {
  const file = await open(path).catch(() => null);
  if (file === null) return null;
  try {
    const { ino, mtimeNs } = await file.stat({ bigint: true });
    return { holder: await file.readFile("utf8"), identity: `${ino}-${mtimeNs}` };
  } finally {
    await file.close();
  }
}

/** Links the file, so that it appears with its content. Returns false when the name is taken. */
async function hasLinked(own: string, lock: string): Promise<boolean> {
  try {
    await link(own, lock);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes the lock file with this identity. Several processes may find it stale, and one of them may have replaced it by a new
 * lock before another removes it. So the right to remove is itself a lock, with the file's identity in its name; its holder
 * checks the identity again.
 */
async function removeStale(path: string, { identity }: Lock, own: string): Promise<void> {
  const right = `${path}.${identity}`;
  if (await hasLinked(own, right)) {
    if ((await readLock(path))?.identity === identity) await rm(path, { force: true });
    await rm(right, { force: true });
    return;
  }
  const remover = await readLock(right);
  if (remover !== null && !isRunning(remover.holder)) await removeStale(right, remover, own);
}

function describeHolder(lock: string, holder: string): string {
  const [pid] = holder.split(" ");
  return `${join(lock, "..")} is in use by process ${pid}, which still runs: stop it, or set DATA_DIR to another directory.`;
}
