import { watchStateTable } from "../shared/watch/figures/watch-state.ts";
import { collectGarbage, cpuTimeUs } from "./measure/cpu-time.ts";
import { type Contestant, figureOf, interleave, ratioOf } from "./measure/interleave.ts";
import { rounded, type Table, wholeNumber, withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { startTablesAlone } from "./servers/stores.ts";
import { type LoopWatch, watchLoop } from "./servers/watch-loop.ts";
import { withProcesses } from "./servers/with-processes.ts";
import { addCalls, fillTrail, makeWatchedTrail, type WatchedTrail, watch } from "./traffic/watched-trail.ts";

/** 10,000 decisions an hour, and an outcome of each. */
const callsARun = 42;
const runEveryMs = 15_000;
const rounds = 25;
const dayMs = 86_400_000;
const recentCalls = 2_000;
const callsAtOnce = 100;
const firstRunCalls = 5_000;

type Sample = { readonly cpuMs: number; readonly tookMs: number; readonly stalledMs: number };

/**
 * A run of `watch-calls` beside a trail of a day, and beside one that has so many events of the month before it as well; then the first
 * run of all, which reads what the trail has of the last day.
 */
export const watchRun = (oldEvents = 60_000): Promise<Report> =>
  withProcesses(async (keep) => {
    const { connectionString } = await startTablesAlone(keep);
    const loop = watchLoop();
    const young = await makeWatchedTrail(connectionString, "Young");
    const old = await makeWatchedTrail(connectionString, "Old");
    await fillTrail(old, oldEvents / 2, { from: 25, to: 30 * 24 });
    for (const trail of [young, old]) await settle(trail);
    const results = await interleave(rounds, [contestant("young", young, loop), contestant("old", old, loop)]);
    const ratio = ratioOf(results, { name: "old", base: "young", read: ({ cpuMs }) => cpuMs });
    const row = (name: string, events: number): readonly string[] => [
      wholeNumber(events),
      withRange(figureOf(results, name, ({ cpuMs }) => cpuMs)),
      withRange(figureOf(results, name, ({ tookMs }) => tookMs)),
      rounded(figureOf(results, name, ({ stalledMs }) => stalledMs).most),
    ];
    const table: Table = {
      title: "A run of watch-calls at 10,000 decisions an hour",
      columns: ["events in the trail before", "CPU, ms", "took, ms", "longest stall, ms"],
      rows: [row("young", recentCalls * 2), row("old", recentCalls * 2 + oldEvents)],
    };
    const first = await measureFirstRun(await makeWatchedTrail(connectionString, "First"), loop);
    return {
      tables: [table, first],
      measures: [
        { goal: "15a", value: figureOf(results, "young", ({ cpuMs }) => cpuMs).median },
        { goal: "15b", value: ratio.median },
      ],
    };
  });

/** Spreads calls over a day, so that every minute of the answer has something in it, and counts them. */
async function settle(trail: WatchedTrail): Promise<void> {
  for (let calls = 0; calls < recentCalls; calls += callsAtOnce) await addCalls(trail, callsAtOnce, dayMs);
  for (let earlier = 0; earlier < 4; earlier++) {
    trail.nowMs += runEveryMs;
    await watch(trail);
  }
}

/** Has calls arrive and the watch run. The store is another process: its time counts in `tookMs` alone. */
const contestant = (name: string, trail: WatchedTrail, loop: LoopWatch): Contestant<Sample> => ({
  name,
  sample: async () => {
    trail.nowMs += runEveryMs;
    await addCalls(trail, callsARun, runEveryMs);
    loop.without(collectGarbage);
    loop.take();
    const before = { cpuUs: cpuTimeUs(), atMs: performance.now() };
    await watch(trail);
    return {
      cpuMs: (cpuTimeUs() - before.cpuUs) / 1_000,
      tookMs: performance.now() - before.atMs,
      stalledMs: loop.take().longestBusyMs,
    };
  },
});

/** The longest run of all: nobody watched before, and the trail has calls of the last day. */
async function measureFirstRun(trail: WatchedTrail, loop: LoopWatch): Promise<Table> {
  await fillTrail(trail, firstRunCalls, { from: 1, to: 24 });
  loop.without(collectGarbage);
  const heapBefore = process.memoryUsage().heapUsed;
  loop.take();
  const beganMs = performance.now();
  let heapMost = 0;
  do {
    await watch(trail, 0);
    heapMost = Math.max(heapMost, process.memoryUsage().heapUsed - heapBefore);
  } while (!(await isAllRead(trail)));
  const tookS = (performance.now() - beganMs) / 1_000;
  return {
    title: "The first run of watch-calls beside a trail that nobody watched",
    columns: ["events of the last day", "took, s", "events a second", "most memory, MB", "longest stall, ms"],
    rows: [
      [
        wholeNumber(firstRunCalls * 2),
        rounded(tookS),
        rounded((firstRunCalls * 2) / tookS),
        rounded(heapMost / 1_000_000),
        rounded(loop.take().longestBusyMs),
      ],
    ],
  };
}

async function isAllRead({ tables }: WatchedTrail): Promise<boolean> {
  const { state } = await watchStateTable(tables.watch).read();
  return state !== null && state.head.readingFrom === null;
}
