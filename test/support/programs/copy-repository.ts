import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const cloned = (path: string): boolean =>
  !/^(?:node_modules|dist|coverage|\.git)(?:\/|$)/.test(path.slice(repository.length));

/** Copies what a clone would have to a directory of its own, without packages. `onEnd` takes what removes it. */
export function copyRepository(onEnd: (remove: () => void) => void): string {
  const copy = mkdtempSync(join(tmpdir(), "repository-"));
  onEnd(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(repository, copy, { recursive: true, filter: cloned });
  return copy;
}

/**
 * Links the copy to the packages that are installed here, which stands in for `npm install`. One by one: whatever installs
 * in the copy would otherwise empty the directory that they lead to.
 */
export function linkPackages(copy: string): void {
  mkdirSync(join(copy, "node_modules"));
  for (const name of readdirSync(join(repository, "node_modules")))
    symlinkSync(join(repository, "node_modules", name), join(copy, "node_modules", name));
}
