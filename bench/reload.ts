import { setTimeout } from "node:timers/promises";
import { configTable } from "../shared/config/store/config-table.ts";
import { tableClient } from "../shared/tables/table-client.ts";
import { latencyAt, sortedLatencies } from "./load/latency.ts";
import type { Answered } from "./load/open-loop.ts";
import { figureOf, type Results, ratioOf } from "./measure/interleave.ts";
import { rounded, wholeNumber, withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { activateDocument } from "./servers/activate-document.ts";
import { startStores, startWebhook } from "./servers/stores.ts";
import type { Stalls } from "./servers/watch-loop.ts";
import { withProcesses } from "./servers/with-processes.ts";
import { answeredIn, beginTraffic, type CallLoad, type Window } from "./traffic/call-traffic.ts";
import { evenlyMixedCalls, requestsOf } from "./traffic/calls.ts";
import { customersConfiguration } from "./traffic/customers-configuration.ts";
import { makeRandom } from "./traffic/random.ts";

const goalNumbers = 100_000;
const reloads = 10;
/** An instance checks the active version every 2 s: one that becomes active just before that is loaded at once. */
const soonCheckedMs = 1_900;
/** The garbage of a reload is collected by then. */
const settleMs = 1_000;
const deadlineMs = 60_000;

const load: CallLoad = {
  requests: requestsOf(evenlyMixedCalls(20, makeRandom(10)).map(({ body }) => body)),
  perSecond: 200,
  connections: 64,
};

type Watched = Window & { readonly stalls: Stalls };
type Round = Readonly<Record<"quiet" | "reload", Watched>>;

/**
 * What calls wait while their instance loads a version of so many numbers, compared with as long before: from just before the
 * version becomes active until the instance decides by it.
 */
export const reload = (numbers = goalNumbers): Promise<Report> =>
  withProcesses(async (keep) => {
    const stores = await startStores(keep);
    const instance = await startWebhook(stores, keep);
    const swapVersions = await storeTwoVersions(stores.tables.connectionString, numbers);
    const traffic = beginTraffic(instance.port, load);
    const watch = async (run: () => Promise<unknown>): Promise<Watched> => {
      await instance.takeStalls();
      const fromMs = performance.now();
      await run();
      return { fromMs, toMs: performance.now(), stalls: await instance.takeStalls() };
    };
    const loadOther = async (): Promise<void> => {
      const beganMs = performance.now();
      const version = await swapVersions();
      await until(() => (traffic.lastDecidedAtMs(version) ?? 0) > beganMs);
    };
    // The first reload is discarded, but shows how long one takes.
    let last = await watch(loadOther);
    const rounds: Round[] = [];
    while (rounds.length < reloads) {
      await setTimeout(settleMs);
      const quietMs = lengthOf(last);
      const quiet = await watch(async () => {
        await setTimeout(quietMs);
        await until(() => traffic.ageMs() > soonCheckedMs);
      });
      last = await watch(loadOther);
      // Of the quiet time, the last part, as long as the reload.
      rounds.push({ quiet: { ...quiet, fromMs: Math.max(quiet.fromMs, quiet.toMs - lengthOf(last)) }, reload: last });
    }
    return report(numbers, rounds, await traffic.end());
  });

/**
 * Stores two versions of so many numbers, all different, directly in the tables. Resolves with a function that makes the
 * inactive one active and resolves with its number.
 */
async function storeTwoVersions(connectionString: string, numbers: number): Promise<() => Promise<number>> {
  const table = configTable(tableClient({ connectionString }, "EmergencyConfig"));
  let inactive = await activateDocument(table, await customersConfiguration(numbers, "first review"));
  let active = await activateDocument(table, await customersConfiguration(numbers, "second review"));
  return async () => {
    const isMoved = await table.movePointer(await table.readPointer(), inactive);
    if (!isMoved) throw new Error("Another version became active in the meantime.");
    [active, inactive] = [inactive, active];
    return active.version;
  };
}

const lengthOf = ({ fromMs, toMs }: Window): number => toMs - fromMs;

async function until(isSo: () => boolean): Promise<void> {
  for (const waitUntilMs = performance.now() + deadlineMs; !isSo(); await setTimeout(5))
    if (performance.now() > waitUntilMs) throw new Error("The instance does not check the active version.");
}

type Sample = Watched & { readonly latenciesMs: Float64Array };

function report(numbers: number, rounds: readonly Round[], calls: readonly Answered[]): Report {
  const toSample = (watched: Watched): Sample => ({
    ...watched,
    latenciesMs: sortedLatencies(answeredIn(calls, watched)),
  });
  const results: Results<Sample> = new Map([
    ["quiet", rounds.map(({ quiet }) => toSample(quiet))],
    ["reload", rounds.map(({ reload }) => toSample(reload))],
  ]);
  const p99 = latencyAt(0.99);
  const ratio = (name: string) => ratioOf<Sample>(results, { name, base: "quiet", read: p99 });
  const stall = (name: string) => figureOf(results, name, ({ stalls }) => stalls.longestBusyMs);
  const row = (name: string): readonly string[] => [
    name,
    withRange(figureOf(results, name, (window) => lengthOf(window) / 1_000)),
    rounded(figureOf(results, name, latencyAt(0.5)).median),
    withRange(figureOf(results, name, p99)),
    withRange(ratio(name)),
    rounded(figureOf(results, name, latencyAt(1)).most),
    withRange(stall(name)),
    withRange(figureOf(results, name, ({ stalls }) => stalls.longestMs)),
  ];
  const table = {
    title: `Loading ${wholeNumber(numbers)} numbers anew under ${load.perSecond} calls a second, ${rounds.length} times`,
    columns: [
      ...["when", "lasted, s", "p50, ms", "p99, ms", "÷ quiet", "longest, ms"],
      ...["longest stall at work, ms", "by the clock, ms"],
    ],
    rows: [row("quiet"), row("reload")],
  };
  if (numbers !== goalNumbers) return { tables: [table] };
  return {
    tables: [table],
    measures: [
      { goal: "8a", value: ratio("reload").median },
      { goal: "8b", value: stall("reload").most },
    ],
  };
}
