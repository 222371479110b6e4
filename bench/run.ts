import * as z from "zod";
import { auditLatency } from "./audit-latency.ts";
import { auditThroughput } from "./audit-throughput.ts";
import { auditTrailSize } from "./audit-trail-size.ts";
import { callsDuringChange } from "./calls-during-change.ts";
import { coldStart } from "./cold-start.ts";
import { serveWatched } from "./configuration/watched-server.ts";
import { configurationChange } from "./configuration-change.ts";
import { configurationSize } from "./configuration-size.ts";
import { coreDecision } from "./core-decision.ts";
import { serveMeasured } from "./load/measured-server.ts";
import { loadTest } from "./load-test.ts";
import { recognition } from "./recognition.ts";
import { describeMachine, type Report, toMarkdown } from "./report.ts";
import { serve } from "./servers/serve.ts";
import { webhook } from "./webhook.ts";

/** Each takes a size where it has one to choose. */
const benchmarks: ReadonlyMap<string, (size?: number) => Promise<Report>> = new Map([
  ["core-decision", coreDecision],
  ["recognition", recognition],
  ["configuration-size", configurationSize],
  ["webhook", webhook],
  ["cold-start", coldStart],
  ["audit-latency", auditLatency],
  ["audit-throughput", auditThroughput],
  ["audit-trail-size", auditTrailSize],
  ["configuration-change", configurationChange],
  ["calls-during-change", callsDuringChange],
  ["load-test", loadTest],
]);

/**
 * Runs the named benchmarks, or all of them, and prints their tables; `name=1000` gives one a size. One that fails does not
 * keep the others from running.
 */
async function main(args: readonly string[]): Promise<void> {
  const sizes = new Map(args.map(readArgument));
  const unknown = [...sizes.keys()].filter((name) => !benchmarks.has(name));
  if (unknown.length > 0) {
    console.error(`No such benchmark: ${unknown.join(", ")}. There are: ${[...benchmarks.keys()].join(", ")}.`);
    process.exitCode = 1;
    return;
  }
  console.log(`${describeMachine()}\n`);
  for (const [name, run] of benchmarks) {
    if (sizes.size > 0 && !sizes.has(name)) continue;
    try {
      console.log(toMarkdown(await run(sizes.get(name))));
    } catch (error) {
      console.error(`${name} has failed:`, error);
      process.exitCode = 1;
    }
  }
}

function readArgument(argument: string): [string, number | undefined] {
  const [name = "", size] = argument.split("=");
  return [name, size === undefined ? undefined : z.coerce.number().int().positive().parse(size)];
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === "serve") await serve(rest[0]);
else if (mode === "serve-watched") await serveWatched();
else if (mode === "serve-measured") await serveMeasured();
else await main(process.argv.slice(2));
