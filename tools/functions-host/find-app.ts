import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, posix, sep } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import { globToRegExp, isGlob } from "./glob.ts";

const packageJson = z.object({ main: z.string().min(1) });

/**
 * Finds the files of an app through `main` in its package.json, which may be a pattern for several, and returns a
 * function that imports them in order. Throws when there is no `main` or it matches no file.
 */
export async function findApp(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, "package.json");
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new Error(`There is no app in ${directory}: ${path} cannot be read.`, { cause });
  });
  const parsed = packageJson.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${path} names no "main", by which the app is found.`);
  const { main } = parsed.data;
  const files = await findFiles(directory, posix.normalize(main));
  if (files.length === 0) throw new Error(`No file matches "main" (${main}) of ${path}. Has the app been built?`);

  let loads = 0;
  return async () => {
    loads++;
    for (const file of files) await import(moduleUrl(join(directory, file), loads));
  };
}

/** A module is evaluated once for each URL: another query makes a restarted app register its functions again. */
function moduleUrl(file: string, load: number): string {
  const { href } = pathToFileURL(file);
  return load === 1 ? href : `${href}?load=${load}`;
}

/** Relative paths with forward slashes, sorted. Packages are not part of the app. */
async function findFiles(directory: string, main: string): Promise<string[]> {
  if (!isGlob(main)) return existsSync(join(directory, main)) ? [main] : [];
  const pattern = globToRegExp(main);
  const folder = main.slice(0, main.search(/[*?{]/)).replace(/[^/]*$/, "");
  const names = await readdir(join(directory, folder), { recursive: true }).catch(() => []);
  return names
    .map((name) => posix.join(folder, name.split(sep).join("/")))
    .filter((file) => pattern.test(file) && !file.includes("node_modules/"))
    .sort();
}
