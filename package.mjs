// Makes the deployable of what build.mjs has built: one bundle, its source map, and what the Functions host reads.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { zipSync } from "fflate";

const directory = "dist/package";
const archive = "dist/emergency-call-router.zip";

const { name, version, license, engines } = JSON.parse(await readFile("package.json", "utf8"));
const minimal = { name, version, license, private: true, type: "module", main: "main.js", engines };

await rm(directory, { recursive: true, force: true });
await mkdir(directory, { recursive: true });
for (const [from, to] of [
  ["dist/functions/main.js", "main.js"],
  ["dist/functions/main.js.map", "main.js.map"],
  ["host.json", "host.json"],
  ["LICENSE", "LICENSE"],
])
  await copyFile(from, `${directory}/${to}`);
await writeFile(`${directory}/package.json`, `${JSON.stringify(minimal, null, 2)}\n`);

// The same content makes the same archive: the earliest time that a zip can hold, and names in order.
const options = { level: 9, mtime: new Date(1980, 0, 1) };
const names = ["LICENSE", "host.json", "main.js", "main.js.map", "package.json"];
const files = await Promise.all(names.map(async (file) => [file, [await readFile(`${directory}/${file}`), options]]));
const zip = zipSync(Object.fromEntries(files));
await writeFile(archive, zip);
console.log(`${archive}: ${(zip.byteLength / 1024).toFixed(0)} KiB`);
