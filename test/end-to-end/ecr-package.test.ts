import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";

// Made by `npm run build`.
const directory = "dist/ecr";
const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.\w+$|LICENSE/.test(name),
);
const scripts = files.filter((name) => name.endsWith(".js"));
const read = (name: string): string => readFileSync(join(directory, name), "utf8");
const importsOf = (name: string): readonly string[] =>
  [...read(name).matchAll(/^import\s(?:[^;"]*?from\s*)?"([^"]+)"/gm)].map(([, imported = ""]) => imported);
const isOwn = (imported: string): boolean => /^\.{1,2}\//.test(imported);

/** A script and all that is loaded with it before it does anything. */
function loadedWith(name: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(name)) return loaded;
  loaded.add(name);
  for (const imported of importsOf(name).filter(isOwn)) loadedWith(join(dirname(name), imported), loaded);
  return loaded;
}

const sizeOf = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + read(name).length, 0);

it("holds the scripts with their source maps, and needs no other package", () => {
  const bundle = scripts.flatMap((name) => [name, `${name}.map`]);
  expect(files.toSorted()).toEqual(["LICENSE", "package.json", ...bundle].toSorted());
  const { dependencies, bin } = JSON.parse(read("package.json"));
  expect({ dependencies, bin }).toEqual({ bin: { ecr: "ecr.js" } });
  for (const imported of scripts.flatMap(importsOf).filter((name) => !isOwn(name)))
    expect(builtinModules).toContain(imported.replace(/^node:/, ""));
  expect(files.filter((name) => read(name).includes(process.cwd()))).toEqual([]);
});

// About 105 kB of its own, and 1 MB of the identity library, which only a sign-in loads.
it("starts by little, and is small as a whole", () => {
  expect(sizeOf(loadedWith("ecr.js"))).toBeLessThan(150_000);
  expect(sizeOf(scripts)).toBeLessThan(1_300_000);
  expect(sizeOf(scripts)).toBeGreaterThan(sizeOf(loadedWith("ecr.js")));
});

it.each([
  ["74 where the disk is full", "> /dev/full", { status: 74, stdout: "" }],
  ["0 where its reader has seen enough", "| head -n 1", { status: 0, stderr: "" }],
])("ends with %s", (_, behind, ended) => {
  const command = `set -o pipefail; "$0" ${directory}/ecr.js --help ${behind}`;
  const ran = spawnSync("bash", ["-c", command, process.execPath], { encoding: "utf8" });
  expect(ran).toMatchObject(ended);
  if (ran.status !== 0)
    expect(ran.stderr).toBe("ecr: what it prints cannot be written: ENOSPC: no space left on device, write\n");
});

/** What `npm pack` makes of the repository, unpacked where npm would install it, but without what it depends on. */
function unpackRepository(): string {
  const home = mkdtempSync(join(tmpdir(), "ecr-root-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const packing = ["pack", "--ignore-scripts", "--silent", "--pack-destination", home];
  const packed = execFileSync("npm", packing, { encoding: "utf8" }).trim();
  mkdirSync(join(home, "node_modules/.bin"), { recursive: true });
  execFileSync("tar", ["-xzf", join(home, packed), "-C", join(home, "node_modules")]);
  return home;
}

it("is in the package of the repository too, and needs nothing there that the app depends on", () => {
  const home = unpackRepository();
  const installed = join(home, "node_modules/package");
  const { bin, version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const program = resolve(installed, bin.ecr);
  accessSync(program, constants.X_OK);
  symlinkSync(program, join(home, "node_modules/.bin/ecr"));
  const printed = execFileSync("npx", ["--offline", "ecr", "--version"], { cwd: home, encoding: "utf8" });
  expect(printed).toBe(`${version}\n`);
  const product = readdirSync(join(installed, "dist"), { recursive: true, encoding: "utf8" });
  expect(product.filter((name) => name.endsWith(".js") && !name.startsWith("ecr/"))).toEqual(["package/main.js"]);
});
