import type { TypedData } from "./core-api.ts";
import type { Invoke } from "./invoke.ts";
import type { Trigger } from "./read-trigger.ts";
import type { TimerSchedule } from "./timer-schedule.ts";

export type RunningTimer = {
  /** Runs now, or after the current run. Fails when the function fails. */
  runNow(): Promise<void>;
  /** Starts no further run; resolves when the current run has ended. */
  stop(): Promise<void>;
};

/** Starts the timer functions; returns them by name. */
export function startTimers(triggers: readonly Trigger[], invoke: Invoke): ReadonlyMap<string, RunningTimer> {
  const timers = new Map<string, RunningTimer>();
  for (const trigger of triggers) {
    if (trigger.kind !== "timer") continue;
    const { fn, bindingName, schedule } = trigger;
    const request = { inputData: [{ name: bindingName, data: timerData }] };
    timers.set(
      fn.name,
      startTimer(schedule, () => invoke(fn, request)),
    );
  }
  return timers;
}

/** TimerInfo without the times of last and next run and without missed runs, which the app does not read. */
const timerData: TypedData = {
  json: JSON.stringify({ Schedule: { AdjustForDST: true }, ScheduleStatus: null, IsPastDue: false }),
};

/** setTimeout cannot wait longer than 2^31 ms; the real host splits longer waits at the same 24 days. */
const longestWaitMs = 24 * 24 * 3600 * 1000;

/** A timeout may fire a little early, but not so much: then the clock was set back, and the schedule goes by the new time. */
const earlyByAtMostMs = 1_000;

/** An instant of this timer, unless the clock was set back since: then the present one. */
const unlessSetBack = (instantMs: number, nowMs: number): number =>
  instantMs - nowMs > earlyByAtMostMs ? nowMs : instantMs;

/** The instant after which the next run is due. */
const occurrenceAt = (dueMs: number, nowMs: number): number => Math.max(nowMs, unlessSetBack(dueMs, nowMs));

/** Runs a function on its schedule, one run at a time. A run that is longer than its interval is followed by one more at once. */
function startTimer(schedule: TimerSchedule, run: () => Promise<unknown>): RunningTimer {
  let nextMs = schedule.next(Date.now());
  let isStopped = false;
  let timeout: NodeJS.Timeout | undefined;
  let currentRun: Promise<unknown> = Promise.resolve();

  const runNow = async (): Promise<void> => {
    const thisRun = currentRun.then(run);
    // The error has been logged.
    currentRun = thisRun.catch(() => {});
    await thisRun;
  };

  const runOccurrence = async (startedMs: number): Promise<void> => {
    await runNow().catch(() => {});
    nextMs = schedule.next(unlessSetBack(startedMs, Date.now()));
    wait();
  };

  const wait = (): void => {
    if (isStopped) return;
    const waitMs = Math.max(nextMs - Date.now(), 0);
    timeout =
      waitMs > longestWaitMs
        ? setTimeout(wait, longestWaitMs)
        : setTimeout(() => runOccurrence(occurrenceAt(nextMs, Date.now())), waitMs);
  };

  wait();
  return {
    runNow,
    stop: async () => {
      isStopped = true;
      clearTimeout(timeout);
      await currentRun;
    },
  };
}
