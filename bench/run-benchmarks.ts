import type { Chosen } from "./choose-benchmarks.ts";
import { collectGarbage } from "./cpu-time.ts";
import type { Measure } from "./goals.ts";
import { describeMachine, toMarkdown } from "./report.ts";

/**
 * Runs benchmarks one after the other and prints their tables; resolves with what they measured of the goals. One that fails
 * does not keep the others from running, but the program from ending well.
 */
export async function runBenchmarks(chosen: readonly Chosen[]): Promise<readonly Measure[]> {
  console.log(`${describeMachine()}\n`);
  const measures: Measure[] = [];
  for (const { name, run, size } of chosen) {
    try {
      // What one leaves behind must not be collected while another is measured.
      collectGarbage();
      const report = await run(size);
      measures.push(...(report.measures ?? []));
      console.log(toMarkdown(report));
    } catch (error) {
      console.error(`${name} has failed:`, error);
      process.exitCode = 1;
    }
  }
  return measures;
}
