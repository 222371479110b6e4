import { starterConfiguration } from "../shared/config/change/starter-configuration.ts";
import { type ConfigClient, configClient, puttingNumbers, versionIn } from "./configuration/config-client.ts";
import { closedLoop } from "./load/closed-loop.ts";
import { type Asked, type Capacity, describeFaults, loadReport } from "./load/load-report.ts";
import { watchLoopDelay } from "./load/loop-delay.ts";
import { forkMeasured } from "./load/measured-server.ts";
import { judgeAnswer, mixedRequests } from "./load/mixed-traffic.ts";
import { type Answered, openLoop } from "./load/open-loop.ts";
import { type Errand, runErrands } from "./load/side-traffic.ts";
import { watchMemory } from "./load/watch-memory.ts";
import { makeRandom } from "./random.ts";
import type { Report } from "./report.ts";
import { type Kept, keepRunning } from "./servers/keep-running.ts";
import { startStores } from "./servers/start-product.ts";
import { waitForTrail } from "./trail/wait-for-trail.ts";

const warmUpMs = 3_000;
const capacityMs = 10_000;
const connections = 64;
/** More than two cores can bring: no request is sent twice. */
const mostPerSecond = 5_000;
/** Between them, when no call is under way, the heap is looked at. */
const stretches = 8;

/**
 * Everything that the product is asked for, at half of what it can take, for so many seconds: whether anything goes wrong,
 * what callers wait, and whether memory stays what it is.
 */
export const loadTest = (seconds = 60): Promise<Report> =>
  keepRunning(async ({ keep, stopAll }) => {
    const { webhook, projection, tables } = await startProcesses({ keep });
    const { port } = webhook;
    const changeSomething = makeChanges(configClient(port));
    const traffic = makeTraffic();

    /** As many requests as it takes, each sent as soon as the last one on its connection is answered. */
    async function searchCapacity(durationMs: number): Promise<Capacity> {
      const requests = await traffic.requests((mostPerSecond * durationMs) / 1_000);
      const isExpected = (response: string): boolean => traffic.judge(response).fault === null;
      const result = await closedLoop({ port, requests, connections, durationMs, isExpected });
      const answered = result.latenciesMs.length;
      return { answered, errors: result.unexpected, perSecond: (answered / result.elapsedMs) * 1_000 };
    }

    async function loadFor(perSecond: number, durationMs: number): Promise<readonly Asked[]> {
      const requests = await traffic.requests(Math.ceil((perSecond * durationMs) / 1_000));
      const kindOf = (response: string): string => {
        const { kind, fault } = traffic.judge(response);
        return `${kind}|${fault ?? ""}`;
      };
      return (await openLoop({ port, requests, perSecond, durationMs, connections, kindOf })).map(toAsked);
    }

    await searchCapacity(warmUpMs);
    await changeSomething.once();
    const capacity = await searchCapacity(capacityMs);
    const perSecond = Math.max(1, Math.floor(capacity.perSecond / 2));
    const watch = await watchMemory({ webhook, projection });
    const errands = runErrands(errandsAt(port, changeSomething.once, seconds));
    const own = watchLoopDelay();
    const asked: Asked[] = [];
    for (let stretch = 0; stretch < stretches; stretch++) {
      for (const each of await loadFor(perSecond, (seconds * 1_000) / stretches)) asked.push(each);
      await watch.collect();
    }
    asked.push(...(await errands.end()));
    const ownDelay = own.take();
    const used = await watch.end();
    const events = traffic.published() + changeSomething.made();
    const inTrailAfterMs = await waitForTrail({ ...tables, port: projection.port, lastSequence: events, missing: 0 });
    await stopAll();
    for (const fault of describeFaults(asked)) console.error(fault);
    return loadReport({ seconds, capacity, perSecond, asked, used, ownDelay, events, inTrailAfterMs });
  });

/** One that was given up has neither a kind nor an answer. */
function toAsked({ kind, latencyMs }: Answered): Asked {
  const [name = "", fault = name] = kind.split("|");
  return { kind: name, latencyMs, fault: fault === "" ? null : fault };
}

/** As in Azure, the functions for calls and people have a process to themselves, and those that work behind them another. */
async function startProcesses({ keep }: Pick<Kept, "keep">) {
  const { tables, settings } = await startStores({ keep });
  const behind = { "AzureWebJobs.project-audit.Disabled": "true", "AzureWebJobs.drain-outbox.Disabled": "true" };
  const webhook = keep(await forkMeasured({ ...settings, ...behind }));
  const projection = keep(await forkMeasured(settings));
  return { webhook, projection, tables };
}

/** Requests no two of which are alike, and what their answers say. */
function makeTraffic() {
  const random = makeRandom(5);
  let made = 0;
  // The chain begins with an event of its own.
  let published = 1;
  return {
    requests: (count: number): Promise<readonly Buffer[]> => {
      made += count;
      return mixedRequests(count, random, made - count);
    },
    judge: (response: string) => {
      if (response.includes('"status":"published"')) published++;
      return judgeAnswer(response);
    },
    published: () => published,
  };
}

/** Changes one number of the starter configuration, again and again; `made` counts the changes, each an event. */
function makeChanges(product: ConfigClient) {
  const [number] = starterConfiguration().numbers;
  if (number === undefined) throw new Error("There are no numbers.");
  let version = 1;
  return {
    once: async (): Promise<void> => {
      const note = `reviewed for the ${version}. time`;
      version = versionIn(await product.change(puttingNumbers(version, [{ ...number, note }])));
    },
    made: () => version - 1,
  };
}

/** What people and machines ask for besides calls. A run of less than a minute has its change half-way. */
function errandsAt(port: number, change: () => Promise<void>, seconds: number): readonly Errand[] {
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
    { kind: "health check", everyMs: 1_000, ask: () => get("health/ready") },
    { kind: "audit query", everyMs: 2_000, ask: () => get(lastMinute()) },
    { kind: "configuration read", everyMs: 5_000, ask: () => get("config") },
    { kind: "configuration change", everyMs: Math.min(30_000, (seconds * 1_000) / 2), ask: change },
  ];
}
