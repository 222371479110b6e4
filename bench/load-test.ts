import { starterConfiguration } from "../shared/config/change/starter-configuration.ts";
import { closedLoop } from "./load/closed-loop.ts";
import { type Answered, type OpenLoad, openLoop } from "./load/open-loop.ts";
import { type BackgroundRequest, type JudgedRequest, repeatRequests } from "./load-test/background-requests.ts";
import { type Capacity, describeFaults, loadTable } from "./load-test/load-table.ts";
import { type JudgedAnswer, judgeAnswer, mixedRequests } from "./load-test/mixed-traffic.ts";
import { watchServers } from "./load-test/watch-servers.ts";
import type { Report } from "./run-benchmarks.ts";
import { type ConfigClient, configClient, puttingNumbers } from "./servers/config-client.ts";
import { startProjection, startStores, startWebhook } from "./servers/stores.ts";
import { waitForTrail } from "./servers/wait-for-trail.ts";
import { watchLoop } from "./servers/watch-loop.ts";
import { withProcesses } from "./servers/with-processes.ts";
import { makeRandom } from "./traffic/random.ts";

const warmUpMs = 3_000;
const capacityMs = 10_000;
const connections = 64;
/** More than two cores can answer, so that no request is sent twice. */
const mostPerSecond = 5_000;
/** Between them, when no call is under way, the heap is measured. */
const stretches = 8;

/** Requests of all kinds at half of the product's capacity, for so many seconds: errors, latencies, and growth of memory. */
export const loadTest = (seconds = 60): Promise<Report> =>
  withProcesses(async (keep) => {
    const stores = await startStores(keep);
    const webhook = await startWebhook(stores, keep);
    const projection = await startProjection(stores, keep);
    const { port } = webhook;
    const changes = makeChanges(configClient(port));
    const traffic = makeTraffic();
    await measureCapacity(port, traffic, warmUpMs);
    await changes.makeOne();
    const capacity = await measureCapacity(port, traffic, capacityMs);
    const perSecond = Math.max(1, Math.floor(capacity.perSecond / 2));
    const watch = await watchServers({ webhook, projection });
    const background = repeatRequests(backgroundRequests(port, changes.makeOne, seconds));
    const own = watchLoop();
    const requests: JudgedRequest[] = [];
    const durationMs = (seconds * 1_000) / stretches;
    for (let stretch = 0; stretch < stretches; stretch++) {
      for (const each of await sendAtRate({ port, perSecond, durationMs }, traffic)) requests.push(each);
      await watch.sampleHeaps();
    }
    requests.push(...(await background.end()));
    const ownStalls = own.take();
    const used = await watch.end();
    const events = traffic.published() + changes.made();
    const trail = { ...stores.tables, port: projection.port, events, lastSequence: events };
    const inTrailAfterMs = await waitForTrail(trail);
    for (const fault of describeFaults(requests)) console.error(fault);
    const run = { seconds, capacity, perSecond, requests, used, ownStalls, events, inTrailAfterMs };
    return { tables: [loadTable(run)] };
  });

async function measureCapacity(port: number, traffic: MixedTraffic, durationMs: number): Promise<Capacity> {
  const requests = await traffic.requests((mostPerSecond * durationMs) / 1_000);
  const isExpected = (response: string): boolean => traffic.judge(response).fault === null;
  const result = await closedLoop({ port, requests, connections, durationMs, isExpected });
  const answered = result.latenciesMs.length;
  return { answered, errors: result.unexpected, perSecond: (answered / result.elapsedMs) * 1_000 };
}

type Rate = Pick<OpenLoad, "port" | "perSecond" | "durationMs">;

async function sendAtRate(rate: Rate, traffic: MixedTraffic): Promise<readonly JudgedRequest[]> {
  const requests = await traffic.requests(Math.ceil((rate.perSecond * rate.durationMs) / 1_000));
  const kindOf = (response: string): string => {
    const { kind, fault } = traffic.judge(response);
    return `${kind}|${fault ?? ""}`;
  };
  return (await openLoop({ ...rate, requests, connections, kindOf })).map(toJudged);
}

/** A request that was given up has neither a kind nor an answer. */
function toJudged({ kind, latencyMs }: Answered): JudgedRequest {
  const [name = "", fault = name] = kind.split("|");
  return { kind: name, latencyMs, fault: fault === "" ? null : fault };
}

type MixedTraffic = {
  /** Requests that are all different. */
  readonly requests: (count: number) => Promise<readonly Buffer[]>;
  readonly judge: (response: string) => JudgedAnswer;
  /** How many events were published. */
  readonly published: () => number;
};

function makeTraffic(): MixedTraffic {
  const random = makeRandom(5);
  let made = 0;
  // The event that starts the chain.
  let published = 1;
  return {
    requests: (count) => {
      made += count;
      return mixedRequests(count, random, made - count);
    },
    judge: (response) => {
      if (response.includes('"status":"published"')) published++;
      return judgeAnswer(response);
    },
    published: () => published,
  };
}

/** Changes of one number of the starter configuration. `made` counts them: each is an event. */
function makeChanges(product: ConfigClient) {
  const [number] = starterConfiguration().numbers;
  if (number === undefined) throw new Error("There are no numbers.");
  let version = 1;
  return {
    makeOne: async (): Promise<void> => {
      const note = `review ${version}`;
      ({ version } = await product.change(puttingNumbers(version, [{ ...number, note }])));
    },
    made: () => version - 1,
  };
}

/** Requests of operators and probes. A run of less than a minute has its change half-way. */
function backgroundRequests(port: number, change: () => Promise<void>, seconds: number): readonly BackgroundRequest[] {
  const get = async (path: string): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(String(response.status));
  };
  const lastMinute = (): string => {
    const [from = "", to = ""] = [-60_000, 0].map((ms) => new Date(Date.now() + ms).toISOString());
    return `audit/events?${new URLSearchParams({ from, to, limit: "100" })}`;
  };
  return [
    { kind: "health check", everyMs: 1_000, send: () => get("health/ready") },
    { kind: "audit query", everyMs: 2_000, send: () => get(lastMinute()) },
    { kind: "configuration read", everyMs: 5_000, send: () => get("config") },
    { kind: "configuration change", everyMs: Math.min(30_000, (seconds * 1_000) / 2), send: change },
  ];
}
