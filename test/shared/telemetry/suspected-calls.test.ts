import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeSuspectedCalls } from "../../../shared/telemetry/suspected-calls.ts";
import { recordingLog } from "../../support/log/recording-log.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minuteMs = 60_000;
const line = (calls: number, firstDecisionId: string) => ({
  level: "warn",
  message: "calls may have been emergencies, but were not decided as such",
  details: { calls, firstDecisionId },
});

function startCounting() {
  const log = recordingLog();
  return { log, ...makeSuspectedCalls({ log }) };
}

it("says nothing while no call is suspected", () => {
  const { log, flush } = startCounting();
  vi.advanceTimersByTime(10 * minuteMs);
  flush();
  expect(log.lines).toEqual([]);
});

it("logs one line a minute with the number of calls, however many they are", () => {
  const { log, add } = startCounting();
  for (let second = 0; second < 120; second++) {
    for (let call = 0; call < 500; call++) add(`decision-${second}-${call}`);
    vi.advanceTimersByTime(1_000);
  }
  expect(log.lines).toEqual([line(30_000, "decision-0-0"), line(30_000, "decision-60-0")]);
  expect(vi.getTimerCount()).toBe(0);
});

it("logs what is left before the process ends, and once", () => {
  const { log, add, flush } = startCounting();
  add("decision-1");
  flush();
  vi.advanceTimersByTime(minuteMs);
  flush();
  expect(log.lines).toEqual([line(1, "decision-1")]);
});
