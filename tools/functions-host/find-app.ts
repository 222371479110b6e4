import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";

const packageJson = z.object({ main: z.string().min(1) });

/**
 * Finds an app by `main` in its package.json and returns a function that imports it. Throws when there is no such file. A
 * pattern for several files, which Azure takes too, is not supported.
 */
export async function findApp(directory: string): Promise<() => Promise<unknown>> {
  const path = join(directory, "package.json");
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new Error(`There is no app in ${directory}: ${path} cannot be read.`, { cause });
  });
  const parsed = packageJson.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${path} has no "main", by which the app is found.`);
  const file = join(directory, parsed.data.main);
  if (!existsSync(file)) throw new Error(`There is no file ${file}, the "main" of ${path}. Has the app been built?`);
  return () => import(pathToFileURL(file).href);
}
