// Replaces the files of a build while programs run from them.
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes files, `{path, contents, mode?}`, in the given order, each by a rename. Imported files must come before those that import
 * them. Then removes from the directories all files that are older than `startedMs` and not in the list. A program that
 * starts during this finds the whole old build or the whole new one, and two builds at once do no harm.
 */
export async function putInPlace(files, directories, startedMs) {
  for (const { path, contents, mode = 0o644 } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.${process.pid}`, contents, { mode });
    await rename(`${path}.${process.pid}`, path);
  }
  const kept = new Set(files.map(({ path }) => path));
  for (const directory of directories)
    for (const path of await filesIn(directory)) if (!kept.has(path)) await removeOlder(path, startedMs);
}

async function filesIn(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

async function removeOlder(path, startedMs) {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  if (mtimeMs < startedMs) await rm(path, { force: true });
}
