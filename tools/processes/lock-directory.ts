import { randomUUID } from "node:crypto";
import { link, mkdir, open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describeProcess, isRunning } from "./running-process.ts";

/** A directory that no other process may use meanwhile. */
export type DirectoryLock = { readonly release: () => Promise<void> };

const retryMs = 20;

/**
 * Makes this process the only user of the directory, by a file in it that names the process. What a process left behind that
 * was killed is taken over. Rejects with one line that names the holder when that still runs after `waitMs`.
 */
export async function lockDirectory(directory: string, waitMs = 0): Promise<DirectoryLock> {
  await mkdir(directory, { recursive: true });
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

/** A lock's file: whom it names, and what tells it from any other that has its name later. */
type Lock = { readonly holder: string; readonly identity: string };

/** Null when there is none. */
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

/** A link appears with its content, or not at all because another was first. */
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
 * Removes that very file. Many may find it stale, and one may put a new one in its place before another comes to remove it: so
 * whoever links its own file to a name made of that file's identity has the right to, and looks once more.
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
