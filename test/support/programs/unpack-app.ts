import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";

const archive = fileURLToPath(new URL("../../../dist/emergency-call-router.zip", import.meta.url));

let directory: string | undefined;

let files: Readonly<Record<string, Uint8Array>> | undefined;

/** The files of the deployable, by name; read once for a process. */
export function readPackage(): Readonly<Record<string, Uint8Array>> {
  files ??= unzipSync(readFileSync(archive));
  return files;
}

/** Unpacks the deployable to a directory of its own, once for a process; it is gone when that ends. */
export function unpackApp(): string {
  if (directory !== undefined) return directory;
  const unpacked = mkdtempSync(join(tmpdir(), "emergency-call-router-"));
  for (const [name, content] of Object.entries(readPackage())) {
    mkdirSync(dirname(join(unpacked, name)), { recursive: true });
    writeFileSync(join(unpacked, name), content);
  }
  process.once("exit", () => rmSync(unpacked, { recursive: true, force: true }));
  directory = unpacked;
  return unpacked;
}
