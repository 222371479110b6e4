import { app, type Timer } from "@azure/functions";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signal } from "./support/signal.ts";
import { startTestHost } from "./support/test-host.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: Date.parse("2026-11-22T12:00:00.500Z") });
});

afterEach(() => {
  vi.useRealTimers();
});

const startTimerHost = async (schedule: string, handler: (timer: Timer) => unknown) =>
  startTestHost(() => app.timer("tick", { schedule, handler }));

const everyMinute = "0 * * * * *";

describe("a timer function", () => {
  it("runs at each occurrence of its schedule", async () => {
    const seen: Timer[] = [];
    await startTimerHost(everyMinute, (timer) => seen.push(timer));
    await vi.advanceTimersByTimeAsync(59_499);
    expect(seen).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_001);
    expect(seen).toEqual(
      [1, 2].map(() => expect.objectContaining({ isPastDue: false, schedule: { adjustForDST: true } })),
    );
  });

  it("with a period counts from each start", async () => {
    const times: string[] = [];
    await startTimerHost("00:00:10", () => times.push(new Date().toISOString().slice(14, 23)));
    await vi.advanceTimersByTimeAsync(25_000);
    expect(times).toEqual(["00:10.500", "00:20.500"]);
  });

  it("waits longer than setTimeout can", async () => {
    let runs = 0;
    await startTimerHost("0 0 0 1 1 *", () => runs++);
    await vi.advanceTimersByTimeAsync(39 * 24 * 3600 * 1000);
    expect(runs).toBe(0);
    await vi.advanceTimersByTimeAsync(24 * 3600 * 1000);
    expect(runs).toBe(1);
  });

  it("keeps to its schedule after the clock was set back a day", async () => {
    let runs = 0;
    await startTimerHost(everyMinute, () => runs++);
    vi.setSystemTime(Date.now() - 24 * 3600 * 1000);
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(runs).toBeGreaterThanOrEqual(10);
  });

  it("keeps to its schedule after the clock was set back a day during a run", async () => {
    const end = signal();
    let runs = 0;
    await startTimerHost(everyMinute, () => {
      runs++;
      return end.promise;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(runs).toBe(1);
    vi.setSystemTime(Date.now() - 24 * 3600 * 1000);
    end.resolve();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(runs).toBeGreaterThanOrEqual(10);
  });

  it("runs again after a failed run", async () => {
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
});
