// Builds what runs: the deployable app as one bundle, and the local programs beside it with their packages left out.
import { rm } from "node:fs/promises";
import { build } from "esbuild";

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
    outdir: "dist/functions",
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
