import { realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { cannotWrite } from "./file-failed.ts";

/**
 * Writes a whole file, or leaves the one before it. A link stays a link; a pipe or device is written to as it is. Throws an InputError
 * that says why not.
 */
export const replaceFile = (path: string, content: string | Uint8Array): Promise<void> =>
  replace(path, content).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });

async function replace(path: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const there = await stat(target).catch(() => null);
  if (there !== null && !there.isFile()) return writeFile(target, content);
  const part = `${target}.part`;
  try {
    await writeFile(part, content, { flush: true, mode: there?.mode ?? 0o666 });
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
