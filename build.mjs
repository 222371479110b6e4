// Builds what runs: the deployable, and the local programs beside it with their packages left out. The Azure Developer CLI
// runs this and nothing else before it takes dist/package.
import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { completePackage } from "./package.mjs";

const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  logLevel: "warning",
};

// Bundled CommonJS packages still call require(): give the module one.
const requireForBundledPackages =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

await rm("dist", { recursive: true, force: true });
await Promise.all([
  build({
    ...shared,
    entryPoints: [{ in: "functions/start.ts", out: "main" }],
    sourcesContent: false,
    // What is imported later is read later: a start reads less than half of it all.
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    outdir: "dist/package",
    external: ["@azure/functions-core"],
    banner: { js: requireForBundledPackages },
  }),
  build({
    ...shared,
    entryPoints: ["local/start.ts", "local/tables-process.ts", "local/event-hubs-process.ts"],
    outdir: "dist/local",
    packages: "external",
  }),
  build({
    ...shared,
    entryPoints: ["bench/run.ts"],
    outdir: "dist/bench",
    packages: "external",
  }),
  build({
    ...shared,
    entryPoints: ["bench/cold/begin.ts"],
    outdir: "dist/bench/cold",
    splitting: true,
    external: ["@azure/functions-core"],
    banner: { js: requireForBundledPackages },
  }),
]);
await completePackage("dist/package", "dist/emergency-call-router.zip");
