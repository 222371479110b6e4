import { describeError, type Log } from "../log.ts";
import type { Lease } from "../tables/lease.ts";
import type { AlarmKeeper } from "./alarms/alarm-keeper.ts";
import type { ArrivalTable } from "./figures/arrival-table.ts";
import { readCallsBetween } from "./figures/call-texts.ts";
import { dayMs, quarterMs, spanOf } from "./figures/spans.ts";
import { takeUp } from "./figures/take-up.ts";
import type { WatchPartsTable } from "./figures/watch-parts.ts";
import { type WatchRoundDependencies, watchRound } from "./figures/watch-round.ts";
import type { WatchHead, WatchState, WatchStateTable } from "./figures/watch-state.ts";

export type WatchCallsDependencies = Omit<WatchRoundDependencies, "alarms" | "log"> & {
  readonly alarms: AlarmKeeper;
  readonly arrivals: Pick<ArrivalTable, "read" | "remove">;
  readonly state: Pick<WatchStateTable, "read" | "write">;
  readonly parts: Pick<WatchPartsTable, "read">;
  readonly lease: Lease;
  readonly log: Log;
  readonly now: () => number;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  /** How long outcomes may take. */
  readonly expectedMs: number;
  /** After so long no further round begins. */
  readonly budgetMs: number;
  /** Removes what is older than is kept. */
  readonly tidy: (asOfMs: number) => Promise<void>;
};

export const watchLease = "watch-calls";

/** Watches calls until nothing is left to look at, or the time is spent. Does nothing while another instance does. Never throws. */
export async function watchCalls(dependencies: WatchCallsDependencies): Promise<void> {
  const { lease, log, clock, budgetMs } = dependencies;
  const overAtMs = clock() + budgetMs;
  try {
    while (await lease.hold(watchLease)) {
      const isDone = await runRound(dependencies);
      if (!isDone && clock() < overAtMs) continue;
      await lease.release(watchLease);
      return;
    }
  } catch (error) {
    log.warn("calls could not be watched", { error: describeError(error) });
  }
}

/** True when nothing was left. What arrived is removed last: killed before that, the next round begins with it again. */
async function runRound(dependencies: WatchCallsDependencies): Promise<boolean> {
  const { arrivals, state, alarms, parts, now, expectedMs, tidy } = dependencies;
  const asOfMs = now();
  const stored = await state.read();
  const before = stored.state?.head ?? firstHead(asOfMs);
  const arrived = await arrivals.read();
  const earlier = await readEarlier(before, arrived.isAll, dependencies);
  const callIds = new Set(arrived.notes.flatMap((note) => note.callIds));
  const pastCallIds = earlier.callIds.filter((callId) => !callIds.has(callId));
  const work = { callIds: [...callIds], pastCallIds, minutes: before.pendingMinutes };
  const result = await watchRound(work, { asOfMs, expectedMs }, dependencies);
  await alarms.settle();
  const isDone = arrived.isAll && earlier.readingFrom === null;
  const head: WatchHead = {
    ...before,
    asOf: new Date(asOfMs).toISOString(),
    readingFrom: earlier.readingFrom,
    isCaughtUp: arrived.isAll,
    routes: result.routes,
    alarms: await alarms.open(),
    parts: await parts.read(),
  };
  await state.write(takeUp(stored.state, head, result), stored.etag);
  await arrivals.remove(arrived.notes);
  if (isNewHour(stored.state, asOfMs)) await tidy(asOfMs);
  return isDone;
}

const hourOf = (instant: string): string => instant.slice(0, "2026-11-22T12".length);

const isNewHour = (before: WatchState | null, asOfMs: number): boolean =>
  hourOf(before?.head.asOf ?? "") !== hourOf(new Date(asOfMs).toISOString());

/** The first run reads what the trail has of the last day. */
function firstHead(asOfMs: number): WatchHead {
  const since = spanOf(asOfMs - dayMs, quarterMs);
  const asOf = new Date(asOfMs).toISOString();
  return {
    asOf,
    since,
    readingFrom: since,
    readingTo: asOf,
    isCaughtUp: false,
    pendingMinutes: [],
    routes: [],
    alarms: [],
    parts: { probes: {}, expectations: {} },
  };
}

/** What was in the trail before the first run, a piece at a time, after what has arrived: there is always something that arrives. */
async function readEarlier(
  { readingFrom, readingTo }: WatchHead,
  hasAllArrivals: boolean,
  { trail }: WatchCallsDependencies,
): Promise<{ readonly callIds: readonly string[]; readonly readingFrom: string | null }> {
  if (readingFrom === null || !hasAllArrivals) return { callIds: [], readingFrom };
  const { callIds, next } = await readCallsBetween(trail, readingFrom, readingTo);
  return { callIds, readingFrom: next };
}
