import { configurationSize } from "./configuration-size.ts";
import { coreDecision } from "./core-decision.ts";
import { recognition } from "./recognition.ts";
import { describeMachine, type Report, toMarkdown } from "./report.ts";
import { serve } from "./servers/serve.ts";
import { webhook } from "./webhook.ts";

const benchmarks: ReadonlyMap<string, () => Promise<Report>> = new Map([
  ["core-decision", coreDecision],
  ["recognition", recognition],
  ["configuration-size", configurationSize],
  ["webhook", webhook],
]);

/** Runs the named benchmarks, or all of them, and prints their tables. One that fails does not keep the others from running. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !benchmarks.has(name));
  if (unknown.length > 0) {
    console.error(`No such benchmark: ${unknown.join(", ")}. There are: ${[...benchmarks.keys()].join(", ")}.`);
    process.exitCode = 1;
    return;
  }
  console.log(`${describeMachine()}\n`);
  for (const [name, run] of benchmarks) {
    if (names.length > 0 && !names.includes(name)) continue;
    try {
      console.log(toMarkdown(await run()));
    } catch (error) {
      console.error(`${name} has failed:`, error);
      process.exitCode = 1;
    }
  }
}

const [mode, ...rest] = process.argv.slice(2);
await (mode === "serve" ? serve(rest[0]) : main(process.argv.slice(2)));
