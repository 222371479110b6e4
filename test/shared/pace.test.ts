import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { pace } from "../../shared/pace.ts";

/** Time passes by work alone: what else the machine does costs none. */
let nowMs: number;

beforeEach(() => {
  nowMs = performance.now();
  vi.spyOn(performance, "now").mockImplementation(() => nowMs);
});

afterEach(() => vi.restoreAllMocks());

function workFor(ms: number): void {
  nowMs += ms;
}

it("is not due right after a rest, and due after a slice of work", async () => {
  await pace.rest();
  expect(pace.isDue()).toBe(false);
  workFor(2);
  expect(pace.isDue()).toBe(true);
});

it("rests until calls have no more to do, so that a call of several turns waits for one slice", async () => {
  let turns = 0;
  const call = (async () => {
    for (; turns < 5; turns++) {
      workFor(0.5);
      await nextTurn();
    }
  })();
  await pace.rest();
  expect(turns).toBe(5);
  await call;
});

it("ends a rest though calls never end", async () => {
  let isOver = false;
  const calls = (async () => {
    while (!isOver) {
      workFor(0.5);
      await nextTurn();
    }
  })();
  await pace.rest();
  isOver = true;
  await calls;
});
