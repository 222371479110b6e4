// Makes the deployable of what build.mjs has built: the bundle, its source maps, and what the Functions host reads.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync } from "fflate";

const directory = "dist/package";
const archive = "dist/emergency-call-router.zip";

const { name, version, license, engines } = JSON.parse(await readFile("package.json", "utf8"));
const minimal = { name, version, license, private: true, type: "module", main: "main.js", engines };

await rm(directory, { recursive: true, force: true });
await mkdir(directory, { recursive: true });
await cp("dist/functions", directory, { recursive: true });
for (const file of ["host.json", "LICENSE"]) await cp(file, join(directory, file));
await writeFile(join(directory, "package.json"), `${JSON.stringify(minimal, null, 2)}\n`);

// The same content makes the same archive: the earliest time that a zip can hold, and names in order.
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
const zip = zipSync(Object.fromEntries(zipped));
await writeFile(archive, zip);
console.log(`${archive}: ${(zip.byteLength / 1024).toFixed(0)} KiB`);
