import { closedLoop } from "./load/closed-loop.ts";
import { type CpuSample, cpuUsOf } from "./measure/cpu-time.ts";
import { type Comparison, figureOf, interleave, quantile, type Results, ratioByRound } from "./measure/interleave.ts";
import { rounded, withRange } from "./measure/table.ts";
import { measureOpenLoop } from "./open-loop-latency.ts";
import type { Report } from "./run-benchmarks.ts";
import { type ComparedServers, startComparedServers } from "./servers/compared-servers.ts";
import type { ForkedServer } from "./servers/fork-server.ts";
import { type ServerKind, serverKinds } from "./servers/messages.ts";
import { withProcesses } from "./servers/with-processes.ts";
import { type CallKind, callMakers, manyCalls, requestsOf } from "./traffic/calls.ts";
import { makeRandom } from "./traffic/random.ts";

const durationMs = 800;
const callKinds = ["ordinary", "emergency"] as const;

type Load = { readonly callKind: CallKind; readonly connections: number; readonly rounds: number };

/** One connection for what a call waits; many for what it costs, which the speed goals are about. */
const one = { connections: 1, rounds: 5 };
const many = { connections: 64, rounds: 11 };
const loads: readonly Load[] = [one, many].flatMap((each) => callKinds.map((callKind) => ({ ...each, callKind })));

/** Part of every right answer. */
const rightAnswers = { ordinary: '"status":"not-required"', emergency: '"status":"published"' } as const;

const goalOf = { ordinary: "4", emergency: "5" } as const;

/** One server under one load. */
type Sample = CpuSample & {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly wrong: number;
};

type Measured = { readonly load: Load; readonly results: Results<Sample> };

/** The product compared with an empty function in the same host and a bare HTTP server; then for so many seconds at a fixed rate. */
export const webhook = (seconds = 30): Promise<Report> =>
  withProcesses(async (keep) => {
    const servers = await startComparedServers(keep);
    const measured: Measured[] = [];
    for (const load of loads) measured.push({ load, results: await measureLoad(servers, load) });
    const openLoop = await measureOpenLoop(servers, seconds);
    const table = {
      title: "The webhook in the embedded host",
      columns: [
        ...["server, calls, connections", "CPU a request, µs", "÷ empty", "÷ bare"],
        ...["requests/s", "p50, ms", "p99, ms", "wrong"],
      ],
      rows: measured.flatMap(rowsOf),
    };
    const measures = measured
      .filter(({ load }) => load.connections === many.connections)
      .map(({ load, results }) => ({
        goal: goalOf[load.callKind],
        value: ratioByRound(results, productToEmpty).median,
      }));
    return { tables: [table, openLoop.table], measures: [...measures, openLoop.measure] };
  });

const productToEmpty: Comparison<CpuSample> = { name: "product", base: "empty", read: cpuUsOf };

const measureLoad = (servers: ComparedServers, load: Load): Promise<Results<Sample>> =>
  interleave(
    load.rounds,
    [...servers].map(([name, server]) => ({ name, sample: () => loadServer(name, server, load) })),
  );

const rowsOf = ({ load: { callKind, connections }, results }: Measured): readonly (readonly string[])[] =>
  serverKinds.map((kind) => [`${kind}, ${callKind}, ${connections}`, ...figuresOf(results, kind)]);

function figuresOf(results: Results<Sample>, kind: ServerKind): readonly string[] {
  const median = (read: (sample: Sample) => number): string => rounded(figureOf(results, kind, read).median);
  const cpuRatio = (base: ServerKind): string =>
    kind === base ? "1" : withRange(ratioByRound(results, { name: kind, base, read: cpuUsOf }));
  return [
    median(cpuUsOf),
    cpuRatio("empty"),
    cpuRatio("bare"),
    median(({ perSecond }) => perSecond),
    median(({ p50Ms }) => p50Ms),
    median(({ p99Ms }) => p99Ms),
    String((results.get(kind) ?? []).reduce((sum, { wrong }) => sum + wrong, 0)),
  ];
}

async function loadServer(kind: ServerKind, server: ForkedServer, { callKind, connections }: Load): Promise<Sample> {
  const path = kind === "product" ? undefined : `/api/v1/${callKind}`;
  const requests = requestsOf(manyCalls(1_000, makeRandom(5), callMakers[callKind]), path);
  const isExpected = (response: string) =>
    response.startsWith("HTTP/1.1 200 ") && response.includes(rightAnswers[callKind]);
  const beforeUs = await server.cpuTimeUs();
  const result = await closedLoop({ port: server.port, requests, connections, durationMs, isExpected });
  const usedUs = (await server.cpuTimeUs()) - beforeUs;
  return {
    cpuUs: usedUs / result.latenciesMs.length,
    perSecond: (result.latenciesMs.length / result.elapsedMs) * 1_000,
    p50Ms: quantile(result.latenciesMs, 0.5),
    p99Ms: quantile(result.latenciesMs, 0.99),
    wrong: result.unexpected,
  };
}
