import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a directory and those above it, if they are not there. Throws what the system says. Node's own `recursive` tries for ever where
 * a directory is there and takes none, such as /proc.
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (await isDirectory(path)) return;
    const above = dirname(path);
    if (!isMissing(error) || (await isDirectory(above)) || above === path) throw error;
    await makeDirectory(above);
    await mkdir(path);
  }
}

const isDirectory = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() ?? false;

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";
