import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cannotWrite } from "../terminal/file-failed.ts";
import { InputError } from "../terminal/input-error.ts";
import { makeFolder } from "../terminal/make-folder.ts";
import type { FolderFile } from "./read-folder.ts";

/** The names come from a server, and must not lead out of the folder. */
const fileName = /^(?:lookup-tables\/)?[A-Za-z0-9][\w.@-]*\.(?:csv|json)$/;

/** Git leaves the bytes as they are, and shows no `^M` in a comparison. */
const attributes = "*.csv -text whitespace=cr-at-eol\n*.json -text\n";

/** The files of the lists that a folder has already, such as `numbers.json`; none where there is no folder yet. */
export const namesIn = async (path: string): Promise<readonly string[]> => readdir(path).catch(() => []);

/**
 * Writes the files of a configuration. Each is whole or as it was: they are written under other names first, and renamed once
 * all are there. Throws an InputError for names that are none of a list or table, and where the folder cannot be written.
 */
export async function writeFolder(path: string, files: readonly FolderFile[]): Promise<void> {
  const strange = files.filter(({ name }) => !fileName.test(name));
  if (strange.length > 0)
    throw new InputError(
      ...strange.map(({ name }) => `the server names a file ${JSON.stringify(name)}: nothing is written`),
    );
  await writeAll(path, files).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
}

async function writeAll(path: string, files: readonly FolderFile[]): Promise<void> {
  await makeFolder(path);
  const written: { readonly from: string; readonly to: string }[] = [];
  try {
    for (const { name, bytes } of files) {
      const to = join(path, name);
      const from = `${to}.part`;
      await makeFolder(dirname(to));
      written.push({ from, to });
      await writeFile(from, bytes);
    }
    for (const { from, to } of written) await rename(from, to);
  } catch (error) {
    for (const { from } of written) await rm(from, { force: true });
    throw error;
  }
  await writeFile(join(path, ".gitattributes"), attributes, { flag: "wx" }).catch(ignoreExisting);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
