import type { Log } from "../../log.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import { readDialledNumbers } from "./dialled-numbers.ts";
import type { ReadableTrail } from "./read-trail.ts";
import { walkRecentPast } from "./walk-recent-past.ts";

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

/** Does not throw when the store fails: operators must be able to change the configuration all the same. */
export async function readRecentCalls(options: RecentCallsOptions): Promise<RecentCalls> {
  const { tables, log, nowMs, limit = 1_000, budgetMs = 3_000, daysBack = 31 } = options;
  const calls = new Map<string, ReadCall>();
  const { isDone, since } = await walkRecentPast(
    { log, nowMs, daysBack, budgetMs, warning: "not all recent calls could be read" },
    (part, signal) => readDialledNumbers(tables, { ...part, signal }),
    ({ numbers }) => {
      for (const [key, call] of [...numbers].reverse()) if (calls.size < limit && !calls.has(key)) calls.set(key, call);
      return calls.size === limit ? "enough" : "more";
    },
  );
  const status = isDone ? "complete" : since === null ? "unavailable" : "partial";
  return { status, since, calls: [...calls.values()] };
}
