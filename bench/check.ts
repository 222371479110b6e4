import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { benchmarks } from "./benchmarks.ts";
import { checkReport, lapsedGoals } from "./check-goals.ts";
import { chooseBenchmarks } from "./choose-benchmarks.ts";
import { goals } from "./goals.ts";
import { readRecordedGoals } from "./recorded-goals.ts";
import { toMarkdown } from "./report.ts";
import { runBenchmarks } from "./run-benchmarks.ts";
import { appDirectory } from "./servers/app-directory.ts";

const page = join(appDirectory, "docs", "performance.md");

/** Measures the speed goals and compares them with what is written down. A goal that is reached no more is a failure. */
export async function check(): Promise<void> {
  // Before anything is measured: without it all of that would be for nothing.
  const recorded = readRecordedGoals(await readFile(page, "utf8"));
  const measures = await runBenchmarks(chooseBenchmarks(benchmarks, [...new Set(goals.map((goal) => goal.benchmark))]));
  console.log(toMarkdown(checkReport(recorded, measures), 2));
  const lapsed = lapsedGoals(recorded, measures);
  if (lapsed.length === 0) return;
  console.error(`Written down as reached, and not reached now: ${lapsed.join(", ")}.`);
  process.exitCode = 1;
}
