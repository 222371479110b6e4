import { setTimeout as delay } from "node:timers/promises";
import type { RetryContext, RetryOptions } from "./core-api.ts";

export type RetryOutcome =
  | { readonly outcome: "succeeded" }
  | { readonly outcome: "failed"; readonly error: unknown }
  /** The host stopped while a further attempt was due. */
  | { readonly outcome: "stopped" };

/**
 * Runs `attempt` until it succeeds, the retry policy is used up, or `stopping` is aborted. The first attempt has no retry
 * context; the n-th retry has `retryCount` n. Without a policy there is one attempt.
 */
export async function runWithRetry(
  policy: RetryOptions | undefined,
  attempt: (retryContext?: RetryContext) => Promise<unknown>,
  stopping: AbortSignal,
): Promise<RetryOutcome> {
  let retryContext: RetryContext | undefined;
  for (let retryCount = 1; ; retryCount++) {
    try {
      await attempt(retryContext);
      return { outcome: "succeeded" };
    } catch (error) {
      if (policy === undefined || isUsedUp(policy, retryCount)) return { outcome: "failed", error };
      await delay(retryDelayMs(policy, retryCount), undefined, { signal: stopping }).catch(() => {});
      if (stopping.aborted) return { outcome: "stopped" };
      retryContext = { retryCount, maxRetryCount: policy.maxRetryCount, exception: toException(error) };
    }
  }
}

const isUsedUp = ({ maxRetryCount }: RetryOptions, retryCount: number): boolean =>
  maxRetryCount !== -1 && retryCount > maxRetryCount;

/**
 * Milliseconds before retry number `retryCount` (from 1). The exponential delay doubles from the minimum to the maximum
 * with a random 20 % more or less. The library passes intervals in whole seconds: 400 ms becomes 0 s.
 */
export function retryDelayMs(policy: RetryOptions, retryCount: number, random: () => number = Math.random): number {
  const { delayInterval, minimumInterval, maximumInterval } = policy;
  if (policy.retryStrategy === "fixedDelay") return (delayInterval?.seconds ?? 0) * 1000;
  const minimumMs = (minimumInterval?.seconds ?? 0) * 1000;
  const maximumMs = (maximumInterval?.seconds ?? 0) * 1000;
  return Math.min(maximumMs, minimumMs * 2 ** (retryCount - 1) * (0.8 + 0.4 * random()));
}

function toException(error: unknown): RetryContext["exception"] {
  if (error instanceof Error) return { message: error.message, stackTrace: error.stack ?? "", source: "" };
  return { message: String(error), stackTrace: "", source: "" };
}
