// Completes the deployable around the bundle that build.mjs has made: what the Functions host reads, and the zip of it all.
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { zipSync } from "fflate";

/**
 * The files of a package of the bundle's files, `{path, contents}`: host.json, the licence and a package.json without
 * dependencies, then the bundle, its entry last.
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

/** The same files make the same archive: the earliest time that a zip can hold, and names in order. */
export function zipPackage(directory, files) {
  const options = { level: 9, mtime: new Date(1980, 0, 1) };
  const entries = files.map(({ path, contents }) => [
    relative(directory, path).replaceAll("\\", "/"),
    [Buffer.from(contents), options],
  ]);
  return zipSync(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))));
}
