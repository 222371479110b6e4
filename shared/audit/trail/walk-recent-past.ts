import { withDeadline } from "../../deadline.ts";
import { DependencyError } from "../../dependency-error.ts";
import { describeError, type Log } from "../../log.ts";
import { type PartOfPast, partsBackwards } from "./parts-backwards.ts";

const dayMs = 86_400_000;
/** Clocks differ: calls of an instance whose clock is ahead count too. */
const aheadMs = 300_000;

export type RecentPast = {
  readonly log: Log;
  readonly nowMs: number;
  readonly daysBack: number;
  /** How long the reading may take. */
  readonly budgetMs: number;
  /** What the log says when time ran out or the trail failed. */
  readonly warning: string;
};

/**
 * `isDone`: whether the reading came to its end. `since`: the instant back to which everything was read, null when nothing was.
 */
export type Walk = { readonly isDone: boolean; readonly since: string | null };

/**
 * Reads the last days, the latest first, until `take` says that it is enough, or the budget is spent. Does not throw when the store
 * fails.
 */
export async function walkRecentPast<Found extends { readonly rows: number }>(
  { log, nowMs, daysBack, budgetMs, warning }: RecentPast,
  read: (part: PartOfPast, signal: AbortSignal) => Promise<Found>,
  take: (found: Found) => "enough" | "more",
): Promise<Walk> {
  let since: string | null = null;
  try {
    await withDeadline(budgetMs, async (signal) => {
      const past = { oldestMs: nowMs - daysBack * dayMs, newestMs: nowMs + aheadMs };
      for await (const found of partsBackwards(past, (part) => read(part, signal))) {
        // The answer was given at the deadline: what comes later must not change it.
        if (signal.aborted) return;
        const wanted = take(found);
        since = new Date(found.fromMs).toISOString();
        if (wanted === "enough") return;
      }
    });
    return { isDone: true, since };
  } catch (error) {
    if (!(error instanceof DependencyError) && !(error instanceof DOMException)) throw error;
    log.warn(warning, { since, error: describeError(error) });
    return { isDone: false, since };
  }
}
