import { auditLatency } from "./audit-latency.ts";
import { auditThroughput } from "./audit-throughput.ts";
import { auditTrailSize } from "./audit-trail-size.ts";
import { callsDuringChange } from "./calls-during-change.ts";
import type { Benchmark } from "./choose-benchmarks.ts";
import { coldStart } from "./cold-start.ts";
import { configurationChange } from "./configuration-change.ts";
import { configurationSize } from "./configuration-size.ts";
import { coreDecision } from "./core-decision.ts";
import { importCost } from "./import-cost.ts";
import { loadTest } from "./load-test.ts";
import { openLoopLatency } from "./open-loop.ts";
import { operations } from "./operations.ts";
import { outageLatency } from "./outage-latency.ts";
import { recognition } from "./recognition.ts";
import { reload } from "./reload.ts";
import { webhook } from "./webhook.ts";

/** In the order they run. Those that take minutes and measure no speed goal run when they are named. */
export const benchmarks: readonly Benchmark[] = [
  { name: "core-decision", run: coreDecision, isUsual: true },
  { name: "recognition", run: recognition, isUsual: true },
  { name: "configuration-size", run: configurationSize, isUsual: true },
  { name: "webhook", run: webhook, isUsual: true },
  { name: "open-loop", run: openLoopLatency, isUsual: true },
  { name: "outage-latency", run: outageLatency, isUsual: true },
  { name: "reload", run: reload, isUsual: true },
  { name: "operations", run: operations, isUsual: true },
  { name: "cold-start", run: coldStart, isUsual: true },
  { name: "import-cost", run: importCost, isUsual: false },
  { name: "audit-latency", run: auditLatency, isUsual: false },
  { name: "audit-throughput", run: auditThroughput, isUsual: false },
  { name: "audit-trail-size", run: auditTrailSize, isUsual: false },
  { name: "configuration-change", run: configurationChange, isUsual: false },
  { name: "calls-during-change", run: callsDuringChange, isUsual: false },
  { name: "load-test", run: loadTest, isUsual: false },
];
