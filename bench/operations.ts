import { closedLoop } from "./load/closed-loop.ts";
import { countOfKind } from "./load/latency.ts";
import { openLoop } from "./load/open-loop.ts";
import { rounded, wholeNumber } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { type CountedTables, countRequests, rateOf } from "./servers/count-requests.ts";
import { startStores, startWebhook } from "./servers/stores.ts";
import { withProcesses } from "./servers/with-processes.ts";
import { auditStatusOf, type CallKind, callMakers, manyCalls, requestsOf } from "./traffic/calls.ts";
import { makeRandom } from "./traffic/random.ts";

const rates = [50, 1_000];
const connections = 64;
const atOnce = 200;
const warmUpMs = 2_500;
const periodMs = 2_000;

/** The product, and what counts its operations. */
type Subject = {
  readonly port: number;
  readonly tables: CountedTables;
  readonly countSends: () => Promise<number>;
};

type Answered = { readonly calls: number; readonly published: number };

/** A load, and the operations during it; `tableRequests` is per 2 s. */
type Found = Answered & { readonly load: string; readonly tableRequests: number; readonly sends: number };

/** The product's operations on its stores: with ordinary calls at a low and a high rate, and with many emergencies at once. */
export const operations = (seconds = 10): Promise<Report> =>
  withProcesses(async (keep) => {
    const stores = await startStores(keep);
    const tables = keep(await countRequests(stores.tables));
    const settings = { ...stores.settings, TABLES_CONNECTION: tables.connectionString };
    const { port } = await startWebhook({ settings }, keep);
    const subject = { port, tables, countSends: stores.eventHubs.countSends };

    const ordinary: Found[] = [];
    for (const perSecond of rates) {
      await sendOrdinary(port, perSecond, warmUpMs);
      const load = `ordinary, ${wholeNumber(perSecond)} a second`;
      ordinary.push(await count(subject, load, () => sendOrdinary(port, perSecond, seconds * 1_000)));
    }
    await sendEmergencies(port, warmUpMs);
    const load = `emergencies, ${atOnce} at once`;
    const emergencies = await count(subject, load, () => sendEmergencies(port, (seconds * 1_000) / 2));
    const table = {
      title: "Operations on the stores",
      columns: [
        ...["calls", "answered", "published"],
        ...["requests to Table Storage in 2 s", "sends to Event Hubs", "÷ published"],
      ],
      rows: [...ordinary, emergencies].map(toRow),
    };
    return {
      tables: [table],
      measures: [
        { goal: "11a", value: Math.max(...ordinary.map(({ tableRequests }) => tableRequests)) },
        { goal: "11b", value: emergencies.sends / emergencies.published },
      ],
    };
  });

async function count({ tables, countSends }: Subject, load: string, send: () => Promise<Answered>): Promise<Found> {
  const sendsBefore = await countSends();
  const beganMs = performance.now();
  const answered = await send();
  const endedMs = performance.now();
  const atMs = tables.requestsAtMs().filter((eachMs) => eachMs >= beganMs && eachMs <= endedMs);
  const tableRequests = rateOf(atMs, endedMs - beganMs, periodMs);
  return { ...answered, load, tableRequests, sends: (await countSends()) - sendsBefore };
}

async function sendOrdinary(port: number, perSecond: number, durationMs: number): Promise<Answered> {
  const requests = callsOf("ordinary");
  const answered = await openLoop({ port, requests, connections, perSecond, durationMs, kindOf: auditStatusOf });
  return { calls: answered.length, published: countOfKind(answered, "published") };
}

async function sendEmergencies(port: number, durationMs: number): Promise<Answered> {
  const isExpected = (response: string): boolean => auditStatusOf(response) === "published";
  const load = { port, requests: callsOf("emergency"), connections: atOnce, durationMs, isExpected };
  const { latenciesMs, unexpected } = await closedLoop(load);
  return { calls: latenciesMs.length, published: latenciesMs.length - unexpected };
}

const callsOf = (kind: CallKind): readonly Buffer[] => requestsOf(manyCalls(1_000, makeRandom(5), callMakers[kind]));

const toRow = ({ load, calls, published, tableRequests, sends }: Found): readonly string[] => [
  load,
  wholeNumber(calls),
  wholeNumber(published),
  rounded(tableRequests),
  wholeNumber(sends),
  published === 0 ? "" : rounded(sends / published),
];
