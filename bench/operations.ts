import { closedLoop } from "./load/closed-loop.ts";
import { postOf } from "./load/http-request.ts";
import { openLoop } from "./load/open-loop.ts";
import { rateOf } from "./load/rate-of.ts";
import { makeRandom } from "./random.ts";
import { type Report, rounded } from "./report.ts";
import { auditStatusOf } from "./servers/audit-status.ts";
import { type CountedTables, countRequests } from "./servers/count-requests.ts";
import { keepRunning } from "./servers/keep-running.ts";
import { startStores, startWebhook } from "./servers/start-product.ts";
import { type CallKind, callMakers, manyCalls } from "./traffic.ts";

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

/** A load, and what the product asked of its stores meanwhile; of the tables in 2 s. */
type Found = Answered & { readonly load: string; readonly tableRequests: number; readonly sends: number };

/** What the product asks of its stores: while ordinary calls come slowly and fast, and when many emergencies come at once. */
export const operations = (seconds = 10): Promise<Report> =>
  keepRunning(async ({ keep, stopAll }) => {
    const stores = await startStores({ keep });
    const tables = keep(await countRequests(stores.tables));
    const settings = { ...stores.settings, TABLES_CONNECTION: tables.connectionString };
    const { port } = await startWebhook({ ...stores, settings }, { keep });
    const subject = { port, tables, countSends: stores.eventHubs.countSends };

    const ordinary: Found[] = [];
    for (const perSecond of rates) {
      await sendOrdinary(port, perSecond, warmUpMs);
      const load = `ordinary, ${perSecond.toLocaleString("en-US")} a second`;
      ordinary.push(await count(subject, load, () => sendOrdinary(port, perSecond, seconds * 1_000)));
    }
    await sendEmergencies(port, warmUpMs);
    const load = `emergencies, ${atOnce} at once`;
    const emergencies = await count(subject, load, () => sendEmergencies(port, (seconds * 1_000) / 2));
    await stopAll();
    return {
      title: "Operations on the stores",
      columns: [
        "calls",
        "answered",
        "published",
        "requests to Table Storage in 2 s",
        "sends to Event Hubs",
        "÷ published",
      ],
      rows: [...ordinary, emergencies].map(toRow),
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
  const load = { port, requests: requestsOf("ordinary"), connections, perSecond, durationMs };
  const answered = await openLoop({ ...load, kindOf: auditStatusOf });
  return { calls: answered.length, published: answered.filter(({ kind }) => kind === "published").length };
}

async function sendEmergencies(port: number, durationMs: number): Promise<Answered> {
  const load = { port, requests: requestsOf("emergency"), connections: atOnce, durationMs };
  const isExpected = (response: string): boolean => auditStatusOf(response) === "published";
  const { latenciesMs, unexpected } = await closedLoop({ ...load, isExpected });
  return { calls: latenciesMs.length, published: latenciesMs.length - unexpected };
}

const requestsOf = (kind: CallKind): readonly Buffer[] =>
  manyCalls(1_000, makeRandom(5), callMakers[kind]).map((body) => postOf("/api/v1/call-setup", body));

const toRow = ({ load, calls, published, tableRequests, sends }: Found): readonly string[] => [
  load,
  calls.toLocaleString("en-US"),
  published.toLocaleString("en-US"),
  rounded(tableRequests),
  sends.toLocaleString("en-US"),
  published === 0 ? "" : rounded(sends / published),
];
