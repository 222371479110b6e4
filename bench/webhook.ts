import { type CpuSample, cpuUsOf } from "./cpu-time.ts";
import { figureOf, interleave, quantile, type Results, ratioOf } from "./interleave.ts";
import { closedLoop } from "./load/closed-loop.ts";
import { postOf } from "./load/http-request.ts";
import { makeRandom } from "./random.ts";
import { type Report, rounded, withRange } from "./report.ts";
import { askAnswers } from "./servers/ask-answers.ts";
import type { ForkedServer } from "./servers/fork-server.ts";
import { type ServerKind, serverKinds } from "./servers/messages.ts";
import { type Servers, startServers } from "./servers/start-servers.ts";
import { type CallKind, callMakers, manyCalls } from "./traffic.ts";

const durationMs = 800;
const callKinds = ["ordinary", "emergency"] as const;

type Load = { readonly callKind: CallKind; readonly connections: number; readonly rounds: number };

/** With one connection for what a call waits; with many for what it costs, which is what the speed goals are about. */
const few = { connections: 1, rounds: 5 };
const many = { connections: 64, rounds: 11 };
const loads: readonly Load[] = [few, many].flatMap((each) => callKinds.map((callKind) => ({ ...each, callKind })));

/** What marks an answer that is right in every way. */
const rightAnswers = { ordinary: '"status":"not-required"', emergency: '"status":"published"' } as const;

const goalOf = { ordinary: "4", emergency: "5" } as const;

/** One server under one load. */
type Sample = CpuSample & {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly wrong: number;
};

/** Requests to the webhook beside an empty function in the same host and beside Node's own HTTP server. */
export async function webhook(): Promise<Report> {
  const servers = await startServers(askAnswers);
  try {
    const measured: { readonly load: Load; readonly results: Results<Sample> }[] = [];
    for (const load of loads) measured.push({ load, results: await measureLoad(servers, load) });
    return {
      title: "The webhook in the embedded host",
      columns: [
        "server, calls, connections",
        "CPU a request, µs",
        "÷ empty",
        "÷ bare",
        "requests/s",
        "p50, ms",
        "p99, ms",
        "wrong",
      ],
      rows: measured.flatMap(({ load, results }) => rowsOf(load, results)),
      measures: measured
        .filter(({ load }) => load.connections === many.connections)
        .map(({ load, results }) => ({
          goal: goalOf[load.callKind],
          value: ratioOf(results, "product", "empty", cpuUsOf).median,
        })),
    };
  } finally {
    await servers.stop();
  }
}

const measureLoad = ({ byKind }: Servers, load: Load): Promise<Results<Sample>> =>
  interleave(
    load.rounds,
    [...byKind].map(([name, server]) => ({ name, sample: () => loadServer(name, server, load) })),
  );

const rowsOf = ({ callKind, connections }: Load, results: Results<Sample>): readonly (readonly string[])[] =>
  serverKinds.map((kind) => [`${kind}, ${callKind}, ${connections}`, ...rowOf(results, kind)]);

function rowOf(results: Results<Sample>, kind: ServerKind): readonly string[] {
  const median = (read: (sample: Sample) => number): string => rounded(figureOf(results, kind, read).median);
  const cpuBeside = (base: ServerKind): string =>
    kind === base ? "1" : withRange(ratioOf(results, kind, base, cpuUsOf));
  return [
    median(cpuUsOf),
    cpuBeside("empty"),
    cpuBeside("bare"),
    median(({ perSecond }) => perSecond),
    median(({ p50Ms }) => p50Ms),
    median(({ p99Ms }) => p99Ms),
    String((results.get(kind) ?? []).reduce((sum, { wrong }) => sum + wrong, 0)),
  ];
}

async function loadServer(kind: ServerKind, server: ForkedServer, { callKind, connections }: Load): Promise<Sample> {
  const path = kind === "product" ? "/api/v1/call-setup" : `/api/v1/${callKind}`;
  const requests = manyCalls(1_000, makeRandom(5), callMakers[callKind]).map((body) => postOf(path, body));
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
