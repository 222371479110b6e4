import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { benchmarks } from "./benchmarks.ts";
import { goals } from "./goals.ts";
import { checkTable, goalsTable, lapsedGoals, readRecordedGoals } from "./judge-goals.ts";
import { toMarkdown } from "./measure/table.ts";
import { chooseBenchmarks, runBenchmarks } from "./run-benchmarks.ts";
import { appDirectory } from "./servers/fork-server.ts";

/** Runs benchmarks, prints their tables, and then the speed goals that they measure. */
async function measure(args: readonly string[]): Promise<void> {
  const chosen = chooseBenchmarks(benchmarks, args);
  const measures = await runBenchmarks(chosen);
  const names = chosen.map(({ name }) => name);
  const table = goalsTable(names, measures);
  if (table.rows.length > 0) console.log(toMarkdown(table, 2));
}

/** Measures the speed goals and compares them with docs/performance.md. Fails when a goal is not reached any more. */
async function check(): Promise<void> {
  // Read before anything is measured: a missing table would waste all of that.
  const recorded = readRecordedGoals(await readFile(join(appDirectory, "docs", "performance.md"), "utf8"));
  const names = new Set(goals.map(({ benchmark }) => benchmark));
  const measures = await runBenchmarks(chooseBenchmarks(benchmarks, [...names]));
  console.log(toMarkdown(checkTable(recorded, measures), 2));
  const lapsed = lapsedGoals(recorded, measures);
  if (lapsed.length > 0) throw new Error(`Recorded as reached, but not reached now: ${lapsed.join(", ")}.`);
}

const args = process.argv.slice(2);
await (args[0] === "check" ? check() : measure(args)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
