import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
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
    const holder = await readFile(lock, "utf8").catch(() => null);
    if (holder === null) continue;
    if (!isRunning(holder)) await removeStale(lock, own, holder);
    else if (performance.now() >= deadline) throw new Error(describeHolder(lock, holder));
    else await delay(retryMs);
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

/** Two may find the same stale lock, and one may have put a new one in its place before the other removes it. */
async function removeStale(lock: string, own: string, stale: string): Promise<void> {
  const removed = `${own}.stale`;
  try {
    await rename(lock, removed);
  } catch {
    return;
  }
  if ((await readFile(removed, "utf8")) === stale) await rm(removed);
  else await rename(removed, lock);
}

function describeHolder(lock: string, holder: string): string {
  const [pid] = holder.split(" ");
  return `${join(lock, "..")} is in use by process ${pid}, which still runs: stop it, or set DATA_DIR to another directory.`;
}
