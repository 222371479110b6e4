// Builds the deployable (dist/package and its zip), the command line (dist/ecr), and the programs for this machine, which import their packages from
// node_modules. The Azure Developer CLI runs this and nothing else before it takes dist/package.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { consoleFiles } from "./console.mjs";
import { completeEcr, ecrOptions } from "./ecr.mjs";
import { completePackage, zipPackage } from "./package.mjs";
import { putInPlace } from "./put-in-place.mjs";

const startedMs = Date.now();
const packageDirectory = resolve("dist/package");
const ecrDirectory = resolve("dist/ecr");
const manifest = JSON.parse(await readFile("package.json", "utf8"));

const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  logLevel: "warning",
  // put-in-place.mjs writes the files: a program that starts from dist during a build must not find half of one.
  write: false,
};

// Bundled CommonJS packages still call require(), which an ES module does not have.
const requireForBundledPackages =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

/** Chunks have a hash in their names. The entry, which imports them, has none. */
const isChunk = ({ path }) => /-[0-9A-Z]{8}\.js(?:\.map)?$/.test(path);

/** The files of a build, `{path, contents}`: chunks first, then the entries that import them. */
async function filesOf(options) {
  const { outputFiles, metafile } = await build({ ...shared, ...options, metafile: true });
  if ([packageDirectory, ecrDirectory].includes(options.outdir)) refuseImportsOfCommonJs(metafile);
  return outputFiles.sort((a, b) => Number(isChunk(b)) - Number(isChunk(a)));
}

/** In a bundle `import()` of a CommonJS module has a default export only: its named exports are undefined. */
function refuseImportsOfCommonJs({ inputs }) {
  const isBundled = ({ kind, external }) => kind === "dynamic-import" && external !== true;
  const wrong = Object.entries(inputs)
    .filter(([importer]) => !importer.includes("node_modules/"))
    .flatMap(([importer, { imports }]) => imports.filter(isBundled).map(({ path }) => ({ importer, path })))
    .filter(({ path }) => inputs[path].format === "cjs");
  if (wrong.length === 0) return;
  const lines = wrong.map(({ importer, path }) => `  ${importer} imports ${path}`);
  console.error(`import() of CommonJS; import it statically, in a module of its own:\n${lines.join("\n")}`);
  process.exit(1);
}

const [bundle, page, ecr, ...programs] = await Promise.all([
  filesOf({
    entryPoints: [{ in: "functions/start.ts", out: "main" }],
    sourcesContent: false,
    // Lazy imports become chunks that are read on first use: a start reads less than half of the code.
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    outdir: packageDirectory,
    external: ["@azure/functions-core"],
    banner: { js: requireForBundledPackages },
  }),
  consoleFiles(join(packageDirectory, "console")),
  filesOf(ecrOptions(ecrDirectory, { requireForBundledPackages, version: manifest.version })),
  filesOf({
    entryPoints: [
      { in: "tools/local/start.ts", out: "start" },
      { in: "tools/local/tables-process.ts", out: "tables-process" },
      { in: "tools/event-hubs/event-hubs-process.ts", out: "event-hubs-process" },
    ],
    outdir: "dist/local",
    packages: "external",
  }),
  filesOf({
    entryPoints: ["bench/run.ts"],
    outdir: "dist/bench",
    packages: "external",
  }),
  filesOf({
    entryPoints: ["bench/servers/serve.ts"],
    outdir: "dist/bench/servers",
    splitting: true,
    external: ["@azure/functions-core"],
    banner: { js: requireForBundledPackages },
  }),
]);
const files = await completePackage(packageDirectory, [...page, ...bundle]);
const archive = { path: resolve("dist/emergency-call-router.zip"), contents: zipPackage(packageDirectory, files) };
const command = await completeEcr(ecrDirectory, manifest, ecr);
const directories = ["dist/package", "dist/ecr", "dist/local", "dist/bench"].map((directory) => resolve(directory));
await putInPlace([archive, ...files, ...command, ...programs.flat()], directories, startedMs);
