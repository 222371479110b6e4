import { withDeadline } from "../../deadline.ts";
import { DependencyError } from "../../dependency-error.ts";
import { describeError, type Log } from "../../log.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import { readDialledNumbers } from "./dialled-numbers.ts";
import { partsBackwards } from "./parts-backwards.ts";
import type { ReadableTrail } from "./read-trail.ts";

/**
 * What was dialled recently, newest first, each number once. `status`: `complete` when the limit was reached or there are no
 * others; `partial` when time ran out or the trail failed on the way; `unavailable` when nothing could be read. `since` is the
 * instant back to which everything was read, null when nothing was.
 */
export type RecentCalls = {
  readonly status: "complete" | "partial" | "unavailable";
  readonly since: string | null;
  readonly calls: readonly ReadCall[];
};

export type RecentCallsOptions = {
  readonly tables: ReadableTrail;
  readonly log: Log;
  readonly nowMs: number;
  /** How many different numbers are wanted. */
  readonly limit?: number;
  /** How long the reading may take. */
  readonly budgetMs?: number;
  readonly daysBack?: number;
};

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Clocks differ: calls of an instance whose clock is ahead count too. */
const aheadMs = 5 * minuteMs;

/** Does not throw when the store fails: operators must be able to change the configuration all the same. */
export async function readRecentCalls(options: RecentCallsOptions): Promise<RecentCalls> {
  const { tables, log, nowMs, limit = 1_000, budgetMs = 3_000, daysBack = 31 } = options;
  const calls = new Map<string, ReadCall>();
  let since: string | null = null;
  const result = (status: RecentCalls["status"]): RecentCalls => ({ status, since, calls: [...calls.values()] });
  try {
    await withDeadline(budgetMs, async (signal) => {
      const oldestMs = nowMs - daysBack * dayMs;
      const past = { oldestMs, newestMs: nowMs + aheadMs };
      const parts = partsBackwards(past, (part) => readDialledNumbers(tables, { ...part, signal }));
      for await (const { fromMs, numbers } of parts) {
        // The answer was given at the deadline: what comes later must not change it.
        if (signal.aborted) return;
        for (const [key, call] of [...numbers].reverse())
          if (calls.size < limit && !calls.has(key)) calls.set(key, call);
        since = new Date(fromMs).toISOString();
        if (calls.size === limit) return;
      }
    });
    return result("complete");
  } catch (error) {
    if (!(error instanceof DependencyError) && !(error instanceof DOMException)) throw error;
    log.warn("not all recent calls could be read", { since, error: describeError(error) });
    return result(since === null ? "unavailable" : "partial");
  }
}
