// Adds to the bundle what the Functions host needs, and makes the zip of both.
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { zipSync } from "fflate";

/**
 * The files of the package, `{path, contents}`: host.json, the licence, a package.json without dependencies, then the console
 * and the bundle with its entry last.
 */
export async function completePackage(directory, bundle) {
  const { name, version, license, engines } = JSON.parse(await readFile("package.json", "utf8"));
  const minimal = { name, version, license, private: true, type: "module", main: "main.js", engines };
  const copied = ["host.json", "LICENSE"].map(async (file) => ({
    path: join(directory, file),
    contents: await readFile(file),
  }));
  const manifest = { path: join(directory, "package.json"), contents: `${JSON.stringify(minimal, null, 2)}\n` };
  return [...(await Promise.all(copied)), manifest, ...bundle];
}

/** The same files make the same archive: names are sorted, and every time is the earliest that a zip can hold. */
export function zipPackage(directory, files) {
  const options = { level: 9, mtime: new Date(1980, 0, 1) };
  const entries = files.map(({ path, contents }) => [
    relative(directory, path).replaceAll("\\", "/"),
    [Buffer.from(contents), options],
  ]);
  return zipSync(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))));
}
