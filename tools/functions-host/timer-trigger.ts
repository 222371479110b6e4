import type { TypedData } from "./core-api.ts";
import type { TimerSchedule } from "./timer-schedule.ts";

export type TimerOptions = {
  readonly schedule: TimerSchedule;
  readonly runOnStartup: boolean;
  readonly useMonitor: boolean;
  /** Runs the function with the timer's data. An error has been logged when it arrives here. */
  readonly run: (timer: TypedData) => Promise<void>;
};

export type RunningTimer = {
  /** Runs now, or after the run that is under way; fails as the function fails. */
  runNow(): Promise<void>;
  /** Starts no further run; resolves when the run under way has ended. */
  stop(): Promise<void>;
};

/** setTimeout cannot wait longer than 2^31 ms; the real host splits longer waits at the same 24 days. */
const longestWaitMs = 24 * 24 * 3600 * 1000;
const never = "0001-01-01T00:00:00+00:00";

/** Runs a function on its schedule, one run at a time. A run that outlasts occurrences is followed by one more at once. */
export function startTimer({ schedule, runOnStartup, useMonitor, run }: TimerOptions): RunningTimer {
  const keepsStatus = useMonitor && !schedule.isSubMinute;
  let nextMs = schedule.next(Date.now());
  let last = never;
  let isStopped = false;
  let timeout: NodeJS.Timeout | undefined;
  let runUnderWay: Promise<unknown> = Promise.resolve();

  const runNow = (): Promise<void> => {
    const status = keepsStatus ? { Last: last, Next: toStatusTime(nextMs), LastUpdated: last } : null;
    const thisRun = runUnderWay.then(() => run(toTimerData(status)));
    runUnderWay = thisRun.catch(() => {});
    return thisRun;
  };

  const runOccurrence = async (startedMs: number): Promise<void> => {
    await runNow().catch(() => {});
    last = toStatusTime(startedMs);
    nextMs = schedule.next(startedMs);
    wait();
  };

  const wait = (): void => {
    if (isStopped) return;
    const waitMs = Math.max(nextMs - Date.now(), 0);
    timeout =
      waitMs > longestWaitMs
        ? setTimeout(wait, longestWaitMs)
        : setTimeout(() => runOccurrence(Math.max(Date.now(), nextMs)), waitMs);
  };

  if (runOnStartup) timeout = setTimeout(() => runOccurrence(Date.now()), 1);
  else wait();

  return {
    runNow,
    stop: async () => {
      isStopped = true;
      clearTimeout(timeout);
      await runUnderWay;
    },
  };
}

type ScheduleStatus = { readonly Last: string; readonly Next: string; readonly LastUpdated: string };

/**
 * The real host's TimerInfo. IsPastDue reports an occurrence missed while the app was down; this host keeps no status
 * across restarts, so it is false.
 */
const toTimerData = (status: ScheduleStatus | null): TypedData => ({
  json: JSON.stringify({ Schedule: { AdjustForDST: true }, ScheduleStatus: status, IsPastDue: false }),
});

const toStatusTime = (ms: number): string => new Date(ms).toISOString().replace("Z", "+00:00");
