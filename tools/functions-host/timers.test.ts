import { app, type InvocationContext, type Timer } from "@azure/functions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signal } from "./signal.ts";
import { startTestHost } from "./test-host.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: Date.parse("2026-11-22T12:00:00.500Z") });
});

afterEach(() => {
  vi.useRealTimers();
});

const startTimerHost = async (schedule: string, handler: (timer: Timer) => unknown, runOnStartup = false) =>
  startTestHost(() => app.timer("tick", { schedule, runOnStartup, handler }));

const everyMinute = "0 * * * * *";
const never = "0001-01-01T00:00:00+00:00";

describe("a timer function", () => {
  it("runs at each occurrence of its schedule and tells the last and the next", async () => {
    const seen: Timer[] = [];
    await startTimerHost(everyMinute, (timer) => seen.push(timer));
    await vi.advanceTimersByTimeAsync(59_499);
    expect(seen).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_001);
    expect(seen).toEqual([
      {
        isPastDue: false,
        schedule: { adjustForDST: true },
        scheduleStatus: { last: never, next: "2026-11-22T12:01:00.000+00:00", lastUpdated: never },
      },
      {
        isPastDue: false,
        schedule: { adjustForDST: true },
        scheduleStatus: {
          last: "2026-11-22T12:01:00.000+00:00",
          next: "2026-11-22T12:02:00.000+00:00",
          lastUpdated: "2026-11-22T12:01:00.000+00:00",
        },
      },
    ]);
  });

  it("with a period counts from each start", async () => {
    const times: string[] = [];
    await startTimerHost("00:00:10", () => times.push(new Date().toISOString().slice(14, 23)));
    await vi.advanceTimersByTimeAsync(25_000);
    expect(times).toEqual(["00:10.500", "00:20.500"]);
  });

  it("more often than once a minute has no status, as in production", async () => {
    const seen: unknown[] = [];
    await startTimerHost("* * * * * *", (timer) => seen.push(timer.scheduleStatus));
    await vi.advanceTimersByTimeAsync(500);
    expect(seen).toEqual([null]);
  });

  it("runs on startup when it asks for it, and then on schedule", async () => {
    let runs = 0;
    await startTimerHost(everyMinute, () => runs++, true);
    await vi.advanceTimersByTimeAsync(1);
    expect(runs).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(runs).toBe(2);
  });

  it("waits longer than setTimeout can", async () => {
    let runs = 0;
    await startTimerHost("0 0 0 1 1 *", () => runs++);
    await vi.advanceTimersByTimeAsync(39 * 24 * 3600 * 1000);
    expect(runs).toBe(0);
    await vi.advanceTimersByTimeAsync(24 * 3600 * 1000);
    expect(runs).toBe(1);
  });

  it("goes on after a run that failed", async () => {
    let runs = 0;
    const host = await startTimerHost(everyMinute, () => {
      runs++;
      throw new Error("bad day");
    });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(runs).toBe(2);
    expect(host.lines.filter((line) => line.category === "Function.tick")).toHaveLength(2);
  });

  it("has one run at a time, and one more at once after a run that outlasted occurrences", async () => {
    const ends = [signal(), signal()];
    let started = 0;
    await startTimerHost(everyMinute, () => ends[started++]?.promise);
    await vi.advanceTimersByTimeAsync(200_000);
    expect(started).toBe(1);
    ends[0]?.resolve();
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toBe(2);
    ends[1]?.resolve();
  });

  it("does not run after the host has stopped", async () => {
    let runs = 0;
    const host = await startTimerHost(everyMinute, () => runs++);
    await host.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(runs).toBe(0);
  });
});

describe("trigger()", () => {
  it("runs a timer function now", async () => {
    let runs = 0;
    const host = await startTimerHost(everyMinute, () => runs++);
    await host.trigger("tick");
    expect(runs).toBe(1);
  });

  it("waits for the run under way", async () => {
    const end = signal();
    const events: string[] = [];
    const host = await startTimerHost(everyMinute, async () => {
      events.push("start");
      await end.promise;
      events.push("end");
    });
    const both = Promise.all([host.trigger("tick"), host.trigger("tick")]);
    end.resolve();
    await both;
    expect(events).toEqual(["start", "end", "start", "end"]);
  });

  it("fails as the function fails", async () => {
    const host = await startTimerHost(everyMinute, () => {
      throw new Error("bad day");
    });
    await expect(host.trigger("tick")).rejects.toThrow("bad day");
  });

  it("refuses a name that is no timer function", async () => {
    const host = await startTimerHost(everyMinute, () => {});
    await expect(host.trigger("tock")).rejects.toThrow('There is no timer function "tock".');
  });

  it("obeys the function's retry policy and tells each retry its number and the error before", async () => {
    const seen: InvocationContext["retryContext"][] = [];
    const host = await startTestHost(() =>
      app.timer("tick", {
        schedule: everyMinute,
        retry: { strategy: "fixedDelay", maxRetryCount: 2, delayInterval: 0 },
        handler: (_timer, context) => {
          seen.push(context.retryContext);
          if (seen.length < 3) throw new Error(`failure ${seen.length}`);
        },
      }),
    );
    await host.trigger("tick");
    expect(seen).toEqual([
      undefined,
      { retryCount: 1, maxRetryCount: 2, exception: expect.objectContaining({ message: "failure 1" }) },
      { retryCount: 2, maxRetryCount: 2, exception: expect.objectContaining({ message: "failure 2" }) },
    ]);
  });
});

it("a schedule comes from a setting", async () => {
  const host = await startTestHost(() => app.timer("tick", { schedule: "%TICK%", handler: () => {} }), {
    settings: { TICK: everyMinute },
  });
  expect(host.functions).toEqual(["tick"]);
});
