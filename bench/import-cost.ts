import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { type CpuSample, cpuUsOf } from "./cpu-time.ts";
import { figureOf, interleave } from "./interleave.ts";
import { type Report, rounded, withRange } from "./report.ts";
import { appDirectory } from "./servers/app-directory.ts";

const run = promisify(execFile);
const rounds = 11;
const nothing = "nothing";

/** What a start imports, and what is imported only when it is wanted. */
const modules: readonly { readonly name: string; readonly when: string }[] = [
  { name: "@azure/functions", when: "at the start" },
  { name: "@azure/data-tables", when: "at the start" },
  { name: "zod", when: "at the start" },
  { name: "libphonenumber-js/min", when: "at the start" },
  { name: "@opentelemetry/api", when: "at the start" },
  { name: "uuid", when: "at the start" },
  { name: "@azure/event-hubs", when: "while the first configuration is on its way" },
  { name: "@azure/identity", when: "where stores are reached by identity" },
  { name: "./functions/wiring/telemetry-sdk.ts", when: "where telemetry is exported" },
  { name: "./functions/wiring/administration.ts", when: "with the first question about configuration or trail" },
  { name: "jose", when: "with the first token" },
  { name: "libphonenumber-js/max", when: "with the first change" },
];

type Bundle = { readonly name: string; readonly file: string; readonly kilobytes: number };

/** What each import costs a start: CPU time of a process that imports it, in a bundle of its own, beyond one that imports nothing. */
export async function importCost(): Promise<Report> {
  const directory = await mkdtemp(join(tmpdir(), "import-cost-"));
  try {
    const names = [nothing, ...modules.map(({ name }) => name)];
    const bundles = await Promise.all(names.map((name, i) => bundleOf(name, join(directory, `${i}.mjs`))));
    const results = await interleave(
      rounds,
      bundles.map(({ name, file }) => ({ name, sample: () => startOf(file) })),
    );
    const base = figureOf(results, nothing, cpuUsOf).median;
    const beyond = (name: string) => figureOf(results, name, ({ cpuUs }) => (cpuUs - base) / 1_000);
    return {
      title: "What each import costs",
      columns: ["import", "when", "bundle, KB", "CPU, ms"],
      rows: modules.map(({ name, when }, i) => [
        name,
        when,
        rounded(bundles[i + 1]?.kilobytes ?? Number.NaN),
        withRange(beyond(name)),
      ]),
    };
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** A module with all that it needs, whole: what the product uses of it may be less. */
async function bundleOf(name: string, file: string): Promise<Bundle> {
  const use = name === nothing ? "" : `import * as used from ${JSON.stringify(name)}; globalThis.used = used;`;
  const banner = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
  await build({
    stdin: { contents: `${use} console.log(JSON.stringify(process.cpuUsage()));`, resolveDir: appDirectory },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    external: ["@azure/functions-core"],
    banner: { js: banner },
    logLevel: "error",
    outfile: file,
  });
  return { name, file, kilobytes: (await stat(file)).size / 1_024 };
}

async function startOf(file: string): Promise<CpuSample> {
  const { stdout } = await run(process.execPath, [file]);
  const { user, system }: NodeJS.CpuUsage = JSON.parse(stdout);
  return { cpuUs: user + system };
}
