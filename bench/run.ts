import { benchmarks } from "./benchmarks.ts";
import { check } from "./check.ts";
import { chooseBenchmarks } from "./choose-benchmarks.ts";
import { serveWatched } from "./configuration/watched-server.ts";
import { goalsReport } from "./judge-goals.ts";
import { serveMeasured } from "./load/measured-server.ts";
import { toMarkdown } from "./report.ts";
import { runBenchmarks } from "./run-benchmarks.ts";
import { serve } from "./servers/serve.ts";

/** Runs benchmarks and prints their tables, then how far the speed goals are met that they measure. */
async function measure(args: readonly string[]): Promise<void> {
  const chosen = chooseBenchmarks(benchmarks, args);
  const measures = await runBenchmarks(chosen);
  const names = chosen.map(({ name }) => name);
  const report = goalsReport(names, measures);
  if (report.rows.length > 0) console.log(toMarkdown(report, 2));
}

function sayWhy(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === "serve") await serve(rest[0]);
else if (mode === "serve-watched") await serveWatched();
else if (mode === "serve-measured") await serveMeasured();
else if (mode === "check") await check().catch(sayWhy);
else await measure(process.argv.slice(2)).catch(sayWhy);
