// Completes the deployable around the bundle that build.mjs has made: what the Functions host reads, and the zip of it all.
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync } from "fflate";

/** Writes host.json, the licence and a package.json without dependencies into the directory, and the archive beside it. */
export async function completePackage(directory, archive) {
  const { name, version, license, engines } = JSON.parse(await readFile("package.json", "utf8"));
  const minimal = { name, version, license, private: true, type: "module", main: "main.js", engines };
  for (const file of ["host.json", "LICENSE"]) await cp(file, join(directory, file));
  await writeFile(join(directory, "package.json"), `${JSON.stringify(minimal, null, 2)}\n`);
  await writeFile(archive, await zipDirectory(directory));
}

/** The same content makes the same archive: the earliest time that a zip can hold, and names in order. */
async function zipDirectory(directory) {
  const options = { level: 9, mtime: new Date(1980, 0, 1) };
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const zipped = await Promise.all(
    files
      .sort()
      .map(async (file) => [file.slice(directory.length + 1).replaceAll("\\", "/"), [await readFile(file), options]]),
  );
  return zipSync(Object.fromEntries(zipped));
}
