import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeProcess, isRunning } from "../../processes/running-process.ts";

/** A copy of the app that no build changes. */
export type PinnedApp = { readonly directory: string; readonly release: () => Promise<void> };

const usersFolder = "used-by";

/**
 * Copies a built app to a directory under `pins`, one for each build, so that the app can load its chunks after the next build
 * has replaced them. Removes copies that no process runs any more. Rejects when there is no app.
 */
export async function pinApp(app: string, pins: string): Promise<PinnedApp> {
  await mkdir(pins, { recursive: true });
  const directory = await pinBuild(app, pins);
  const user = await addUser(directory);
  await removeUnused(pins, directory);
  return { directory, release: () => rm(user, { force: true }) };
}

/** Keeps other processes from removing a copy while this one runs. Resolves with the file that says so. */
async function addUser(directory: string): Promise<string> {
  const user = join(directory, usersFolder, String(process.pid));
  await writeFile(user, describeProcess(process.pid));
  return user;
}

/** A build writes its entry last, so a changed entry shows that another build came in between. */
async function pinBuild(app: string, pins: string): Promise<string> {
  for (;;) {
    const build = await hashApp(app);
    const pinned = join(pins, build);
    if (existsSync(pinned)) return pinned;
    const copy = join(pins, `${randomUUID()}.new`);
    // Another process may have copied the same build first.
    if (await copyWhole(app, copy, build)) await rename(copy, pinned).catch(() => {});
    await rm(copy, { recursive: true, force: true });
  }
}

const page = "console/index.html";

/** Hashes the entry and the web page, whose imports have hashes in their names, and host.json. */
async function hashApp(app: string): Promise<string> {
  const hash = createHash("sha256");
  const names = ["main.js", "host.json", ...(existsSync(join(app, page)) ? [page] : [])];
  for (const name of names) hash.update(await readFile(join(app, name)));
  return hash.digest("hex").slice(0, 16);
}

/** Returns whether the copy is complete and of this build only. */
async function copyWhole(app: string, copy: string, build: string): Promise<boolean> {
  try {
    // First: a program that starts now would take it for a copy that nobody runs.
    await mkdir(join(copy, usersFolder), { recursive: true });
    await addUser(copy);
    await cp(app, copy, { recursive: true });
    return (await hashApp(copy)) === build && (await hashApp(app)) === build;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

async function removeUnused(pins: string, own: string): Promise<void> {
  for (const name of await readdir(pins)) {
    const pinned = join(pins, name);
    if (pinned !== own && !(await isUsed(pinned))) await rm(pinned, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function isUsed(pinned: string): Promise<boolean> {
  const folder = join(pinned, usersFolder);
  const users = await readdir(folder).catch(() => []);
  const texts = await Promise.all(users.map((user) => readFile(join(folder, user), "utf8").catch(() => "")));
  return texts.some(isRunning);
}
