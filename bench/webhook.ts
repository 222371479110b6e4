import { type CpuSample, cpuUsOf } from "./cpu-time.ts";
import { figureOf, interleave, quantile, type Results, ratioOf } from "./interleave.ts";
import { closedLoop } from "./load/closed-loop.ts";
import { postOf } from "./load/http-request.ts";
import { makeRandom } from "./random.ts";
import { type Report, rounded, withRange } from "./report.ts";
import type { ForkedServer } from "./servers/fork-server.ts";
import { type Answers, type ServerKind, serverKinds } from "./servers/messages.ts";
import { type Servers, startServers } from "./servers/start-servers.ts";
import { emergencyCall, manyCalls, ordinaryCall } from "./traffic.ts";

const rounds = 11;
const durationMs = 800;
const connectionCounts = [1, 64];

/** The calls that are told apart, and what marks an answer that is right in every way. */
const callKinds = {
  ordinary: { makeCall: ordinaryCall, right: '"status":"not-required"' },
  emergency: { makeCall: emergencyCall, right: '"status":"published"' },
} as const;

const bodiesOf = (callKind: CallKind) => manyCalls(1_000, makeRandom(5), callKinds[callKind].makeCall);

type CallKind = keyof typeof callKinds;

/** One server under one load. */
type Sample = CpuSample & {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly wrong: number;
};

/** Requests to the webhook beside an empty function in the same host and beside Node's own HTTP server. */
export async function webhook(): Promise<Report> {
  const servers = await startServers(askProduct);
  try {
    const rows: string[][] = [];
    for (const connections of connectionCounts)
      for (const callKind of ["ordinary", "emergency"] as const)
        rows.push(...(await measureLoad(servers, callKind, connections)));
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
      rows,
    };
  } finally {
    await servers.stop();
  }
}

async function measureLoad({ byKind }: Servers, callKind: CallKind, connections: number): Promise<string[][]> {
  const contestants = [...byKind].map(([name, server]) => ({
    name,
    sample: () => loadServer(name, server, callKind, connections),
  }));
  const results = await interleave(rounds, contestants);
  return serverKinds.map((kind) => [`${kind}, ${callKind}, ${connections}`, ...rowOf(results, kind)]);
}

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

async function loadServer(
  kind: ServerKind,
  server: ForkedServer,
  callKind: CallKind,
  connections: number,
): Promise<Sample> {
  const { right } = callKinds[callKind];
  const path = kind === "product" ? "/api/v1/call-setup" : `/api/v1/${callKind}`;
  const requests = bodiesOf(callKind).map((body) => postOf(path, body));
  const isExpected = (response: string) => response.startsWith("HTTP/1.1 200 ") && response.includes(right);
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

/** One answer of the product to each kind of call, for the other servers to give. */
async function askProduct(port: number): Promise<Answers> {
  const ask = async (callKind: CallKind): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/call-setup`, {
      method: "POST",
      body: JSON.stringify(bodiesOf(callKind)[0]),
    });
    return response.json();
  };
  return { ordinary: await ask("ordinary"), emergency: await ask("emergency") };
}
