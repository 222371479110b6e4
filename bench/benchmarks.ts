import { areas } from "./areas.ts";
import { auditThroughput } from "./audit-throughput.ts";
import { callsDuringChange } from "./calls-during-change.ts";
import { coldStart } from "./cold-start.ts";
import { configurationSize } from "./configuration-size.ts";
import { consolePages } from "./console.ts";
import { coreDecision } from "./core-decision.ts";
import { counting } from "./counting.ts";
import { expectations } from "./expectations.ts";
import { lists } from "./lists.ts";
import { loadTest } from "./load-test.ts";
import { location } from "./location.ts";
import { operations } from "./operations.ts";
import { outageLatency } from "./outage-latency.ts";
import { reload } from "./reload.ts";
import type { Benchmark } from "./run-benchmarks.ts";
import { watchRun } from "./watch-run.ts";
import { webhook } from "./webhook.ts";

/** In the order they run. The usual ones measure the speed goals; the others take minutes and run when they are named. */
export const benchmarks: readonly Benchmark[] = [
  { name: "core-decision", run: coreDecision, isUsual: true },
  { name: "configuration-size", run: configurationSize, isUsual: true },
  { name: "webhook", run: webhook, isUsual: true },
  { name: "counting", run: counting, isUsual: true },
  { name: "outage-latency", run: outageLatency, isUsual: true },
  { name: "reload", run: reload, isUsual: true },
  { name: "operations", run: operations, isUsual: true },
  { name: "lists", run: lists, isUsual: true },
  { name: "expectations", run: expectations, isUsual: true },
  { name: "areas", run: () => areas(), isUsual: true },
  { name: "location", run: location, isUsual: true },
  { name: "watch-run", run: watchRun, isUsual: true },
  { name: "console", run: consolePages, isUsual: true },
  { name: "cold-start", run: coldStart, isUsual: true },
  { name: "audit-throughput", run: auditThroughput, isUsual: false },
  { name: "calls-during-change", run: callsDuringChange, isUsual: false },
  { name: "load-test", run: loadTest, isUsual: false },
];
