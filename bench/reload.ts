import { setTimeout } from "node:timers/promises";
import { beginTraffic, type CallLoad, type SeenCall } from "./configuration/call-traffic.ts";
import { storeTwoVersions } from "./configuration/two-versions.ts";
import type { Stalls } from "./configuration/watch-loop.ts";
import { forkWatched } from "./configuration/watched-server.ts";
import { figureOf, type Results, ratioOf } from "./interleave.ts";
import { postOf } from "./load/http-request.ts";
import { latencyAt, sortedLatencies } from "./load/latency-slice.ts";
import { makeRandom } from "./random.ts";
import { type Report, rounded, withRange } from "./report.ts";
import { keepRunning } from "./servers/keep-running.ts";
import { callsOnly, startStores } from "./servers/start-product.ts";
import { evenlyMixedCalls } from "./traffic.ts";

const goalNumbers = 100_000;
const reloads = 10;
/** An instance asks for the active version every 2 s: one that becomes active by then is loaded at once. */
const soonAskedMs = 1_900;
/** What a reload leaves behind is collected by then. */
const settleMs = 1_000;
const deadlineMs = 60_000;

const load: CallLoad = {
  requests: evenlyMixedCalls(20, makeRandom(10)).map(({ body }) => postOf("/api/v1/call-setup", body)),
  perSecond: 200,
  connections: 64,
};

/** A stretch of time, by `performance.now()`, and how the instance's event loop stalled in it. */
type Window = { readonly fromMs: number; readonly toMs: number; readonly stalls: Stalls };
type Windows = Readonly<Record<"quiet" | "reload", Window>>;

/**
 * What calls wait while their instance loads a version of so many numbers, beside what they wait for as long before: from
 * just before the version becomes active until the instance decides by it.
 */
export const reload = (numbers = goalNumbers): Promise<Report> =>
  keepRunning(async ({ keep, stopAll }) => {
    const stores = await startStores({ keep });
    const instance = keep(await forkWatched({ ...stores.settings, ...callsOnly }));
    const versions = await storeTwoVersions(stores.tables.connectionString, numbers);
    const traffic = beginTraffic(instance.port, load);
    const watch = async (run: () => Promise<unknown>): Promise<Window> => {
      await instance.takeStalls();
      const fromMs = performance.now();
      await run();
      return { fromMs, toMs: performance.now(), stalls: await instance.takeStalls() };
    };
    const loadOther = async (): Promise<void> => {
      const beganMs = performance.now();
      const version = await versions.swap();
      await until(() => (traffic.lastDecidedAtMs(version) ?? 0) > beganMs);
    };
    // The first time does not count, but tells how long it takes.
    let last = await watch(loadOther);
    const rounds: Windows[] = [];
    while (rounds.length < reloads) {
      await setTimeout(settleMs);
      const leastMs = lengthOf(last);
      const quiet = await watch(async () => {
        await setTimeout(leastMs);
        await until(() => traffic.ageMs() > soonAskedMs);
      });
      last = await watch(loadOther);
      // Of the quiet time, as much as loading took.
      rounds.push({ quiet: { ...quiet, fromMs: Math.max(quiet.fromMs, quiet.toMs - lengthOf(last)) }, reload: last });
    }
    const calls = await traffic.end();
    await stopAll();
    return report(numbers, rounds, calls);
  });

const lengthOf = ({ fromMs, toMs }: Window): number => toMs - fromMs;

async function until(isSo: () => boolean): Promise<void> {
  for (const waitUntilMs = performance.now() + deadlineMs; !isSo(); await setTimeout(5))
    if (performance.now() > waitUntilMs) throw new Error("The instance does not ask for the active version.");
}

type Seen = Window & { readonly latenciesMs: Float64Array };

function report(numbers: number, rounds: readonly Windows[], calls: readonly SeenCall[]): Report {
  const seen = (window: Window): Seen => ({
    ...window,
    latenciesMs: sortedLatencies(calls.filter(({ answeredAtMs: ms }) => ms >= window.fromMs && ms < window.toMs)),
  });
  const results: Results<Seen> = new Map([
    ["quiet", rounds.map(({ quiet }) => seen(quiet))],
    ["reload", rounds.map(({ reload }) => seen(reload))],
  ]);
  const ratio = (kind: string) => ratioOf(results, kind, "quiet", latencyAt(0.99));
  const stall = (kind: string) => figureOf(results, kind, ({ stalls }) => stalls.longestBusyMs);
  const row = (kind: string): readonly string[] => [
    kind,
    withRange(figureOf(results, kind, (window) => lengthOf(window) / 1_000)),
    rounded(figureOf(results, kind, latencyAt(0.5)).median),
    withRange(figureOf(results, kind, latencyAt(0.99))),
    withRange(ratio(kind)),
    rounded(figureOf(results, kind, latencyAt(1)).most),
    withRange(stall(kind)),
    withRange(figureOf(results, kind, ({ stalls }) => stalls.longestMs)),
  ];
  return {
    title: `Loading ${numbers.toLocaleString("en-US")} numbers anew under ${load.perSecond} calls a second, ${rounds.length} times`,
    columns: [
      "when",
      ...["lasted, s", "p50, ms", "p99, ms", "÷ quiet", "longest, ms"],
      ...["longest stall at work, ms", "by the clock, ms"],
    ],
    rows: [row("quiet"), row("reload")],
    measures:
      numbers === goalNumbers
        ? [
            { goal: "8a", value: ratio("reload").median },
            { goal: "8b", value: stall("reload").most },
          ]
        : [],
  };
}
