import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeDrainReminder, remindAfterMs } from "../../../../shared/audit/publish/drain-reminder.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** `left`: what drains leave in the outbox, one after the other; those after them leave nothing. */
function setUp(...left: (number | null)[]) {
  const stopping = new AbortController();
  const drain = vi.fn(async (): Promise<number | null> => 0);
  for (const depth of left) drain.mockResolvedValueOnce(depth);
  return { drain, stopping, remind: makeDrainReminder({ drain, stopping: stopping.signal }) };
}

const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * remindAfterMs);

it("drains once, a minute after the first of many events was queued", async () => {
  const { drain, remind } = setUp(0);
  for (let events = 0; events < 100; events++) remind();
  await vi.advanceTimersByTimeAsync(remindAfterMs - 1);
  expect(drain).not.toHaveBeenCalled();
  await pass(60);
  expect(drain).toHaveBeenCalledTimes(1);
});

it("drains every minute until nothing is left, as far as is known", async () => {
  const { drain, remind } = setUp(700, null, 3, 0);
  remind();
  await pass(60);
  expect(drain).toHaveBeenCalledTimes(4);
});

it("drains again for an event that was queued during a drain", async () => {
  const { drain, remind } = setUp();
  drain.mockImplementationOnce(async () => {
    remind();
    return 0;
  });
  remind();
  await pass(60);
  expect(drain).toHaveBeenCalledTimes(2);
});

it("goes by no clock that can be set", async () => {
  const { drain, remind } = setUp();
  remind();
  vi.setSystemTime(Date.now() - 3_600_000);
  await pass(1);
  expect(drain).toHaveBeenCalledTimes(1);
});

it("does nothing once the app stops, and keeps no process alive", async () => {
  const { drain, stopping, remind } = setUp(5);
  remind();
  stopping.abort();
  remind();
  await pass(60);
  expect(drain).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
