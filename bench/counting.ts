import { metrics } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { starterConfiguration } from "../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../shared/config/compile/compile-snapshot.ts";
import { readCallSetup } from "../shared/recognition/read-call-setup.ts";
import { decide } from "../shared/routing/decide.ts";
import type { Decision } from "../shared/routing/decision.ts";
import { makeMetrics } from "../shared/telemetry/metrics.ts";
import { closedLoop } from "./load/closed-loop.ts";
import { type CpuSample, cpuTimeOfEach, cpuUsOf } from "./measure/cpu-time.ts";
import { type Contestant, figureOf, interleave, ratioOf } from "./measure/interleave.ts";
import { withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { withAnswers } from "./servers/compared-servers.ts";
import { type ForkedServer, forkServer } from "./servers/fork-server.ts";
import { type Keep, withProcesses } from "./servers/with-processes.ts";
import { manyCalls, mixedCall, requestsOf } from "./traffic/calls.ts";
import { makeRandom } from "./traffic/random.ts";

const rounds = 9;
const callsASample = 50_000;
const durationMs = 600;
const connections = 64;

type Counted = { readonly decision: Decision; readonly ingress: string | null };

/** What it takes to count a decided call for an exporter, compared with a request to an empty function. */
export const counting = (): Promise<Report> =>
  withProcesses(async (keep) => {
    const decisions = await decideMany();
    const answers = { ordinary: decisions.at(-1)?.decision };
    const server = keep(await forkServer("empty", withAnswers(answers)));
    const results = await interleave(rounds, [counted(decisions, keep), empty(server)]);
    const ratio = ratioOf(results, { name: "counted", base: "empty", read: cpuUsOf });
    return {
      tables: [
        {
          title: "Counting a call",
          columns: ["", "CPU, µs", "÷ empty"],
          rows: [
            [
              "a decision counted, with an exporter",
              withRange(figureOf(results, "counted", cpuUsOf)),
              withRange(ratio),
            ],
            ["a request to an empty function", withRange(figureOf(results, "empty", cpuUsOf)), "1"],
          ],
        },
      ],
      measures: [{ goal: "17", value: ratio.median }],
    };
  });

async function decideMany(): Promise<readonly Counted[]> {
  const snapshot = await compileSnapshot(starterConfiguration());
  const config = { version: 1, hash: "sha256:0", source: "live", ageMs: 812 } as const;
  return manyCalls(callsASample, makeRandom(3), mixedCall).flatMap((body) => {
    const read = readCallSetup(body, () => "1");
    if (read === null) return [];
    const decision = decide(read, { snapshot, config }, { nowMs: Date.parse(body.receivedAt), decisionId: "1" });
    return [{ decision, ingress: read.call.ingress }];
  });
}

/** The SDK aggregates what is counted, as it does with an exporter. None is sent during the measurement. */
function counted(decisions: readonly Counted[], keep: Keep): Contestant<CpuSample> {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  metrics.setGlobalMeterProvider(provider);
  keep({
    stop: async () => {
      metrics.disable();
      await provider.shutdown();
    },
  });
  const { decided } = makeMetrics({
    snapshot: () => ({ ageMs: 0, source: "live" }),
    damagedTables: () => 0,
    clockSkewMs: () => null,
    outboxDepth: () => null,
    outboxAgeMs: () => null,
  });
  const count = ({ decision, ingress }: Counted): number => {
    decided(decision, ingress);
    return decision.flags.length;
  };
  return { name: "counted", sample: () => cpuTimeOfEach(decisions, count) };
}

function empty(server: ForkedServer): Contestant<CpuSample> {
  const requests = requestsOf(manyCalls(1_000, makeRandom(5), mixedCall), "/api/v1/ordinary");
  const isExpected = (response: string): boolean => response.startsWith("HTTP/1.1 200 ");
  return {
    name: "empty",
    sample: async () => {
      const beforeUs = await server.cpuTimeUs();
      const { latenciesMs } = await closedLoop({ port: server.port, requests, connections, durationMs, isExpected });
      return { cpuUs: ((await server.cpuTimeUs()) - beforeUs) / latenciesMs.length };
    },
  };
}
