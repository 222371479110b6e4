import { describe, expect, it } from "vitest";
import type { RetryOptions } from "./core-api.ts";
import { retryDelayMs, runWithRetry } from "./retry-policy.ts";

const fixed = (maxRetryCount: number, seconds = 0): RetryOptions => ({
  retryStrategy: "fixedDelay",
  maxRetryCount,
  delayInterval: { seconds },
});

const failingTimes = (failures: number) => {
  let attempts = 0;
  return {
    attempts: () => attempts,
    attempt: async () => {
      attempts++;
      if (attempts <= failures) throw new Error(`failure ${attempts}`);
    },
  };
};

describe("a run", () => {
  const running = new AbortController().signal;

  it("without a policy is one attempt", async () => {
    const work = failingTimes(1);
    expect(await runWithRetry(undefined, work.attempt, running)).toMatchObject({ outcome: "failed" });
    expect(work.attempts()).toBe(1);
  });

  it("ends with the first success", async () => {
    const work = failingTimes(2);
    expect(await runWithRetry(fixed(5), work.attempt, running)).toEqual({ outcome: "succeeded" });
    expect(work.attempts()).toBe(3);
  });

  it("fails with the last error when the policy is used up", async () => {
    const work = failingTimes(9);
    const error = expect.objectContaining({ message: "failure 3" });
    expect(await runWithRetry(fixed(2), work.attempt, running)).toEqual({ outcome: "failed", error });
  });

  it("with a count of -1 has no limit", async () => {
    const work = failingTimes(50);
    expect(await runWithRetry(fixed(-1), work.attempt, running)).toEqual({ outcome: "succeeded" });
  });

  it("gives up waiting when the host stops", async () => {
    const stop = new AbortController();
    const work = failingTimes(9);
    const outcome = runWithRetry(fixed(-1, 3600), work.attempt, stop.signal);
    stop.abort();
    expect(await outcome).toEqual({ outcome: "stopped" });
  });
});

describe("the delay before a retry", () => {
  it("of a fixed policy is the same each time", () => {
    expect([1, 2, 9].map((count) => retryDelayMs(fixed(9, 3), count))).toEqual([3000, 3000, 3000]);
  });

  const exponential: RetryOptions = {
    retryStrategy: "exponentialBackoff",
    maxRetryCount: -1,
    minimumInterval: { seconds: 2 },
    maximumInterval: { seconds: 10 },
  };

  it("of an exponential policy doubles up to its maximum", () => {
    expect([1, 2, 3, 4, 2000].map((count) => retryDelayMs(exponential, count, () => 0.5))).toEqual([
      2000, 4000, 8000, 10000, 10000,
    ]);
  });

  it("of an exponential policy varies by 20 %", () => {
    expect([0, 0.999_999].map((random) => Math.round(retryDelayMs(exponential, 1, () => random)))).toEqual([
      1600, 2400,
    ]);
  });
});
