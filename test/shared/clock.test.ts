import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeClock } from "../../shared/clock.ts";

const startMs = Date.parse("2026-11-28T12:00:00.000Z");
const hourMs = 3_600_000;

/** A machine whose clock can be set, and a store whose clock is right. */
function machine() {
  const time = { elapsedMs: 0, wallAheadMs: 0 };
  const set: (readonly [number, boolean])[] = [];
  const clock = makeClock({
    wall: () => startMs + time.elapsedMs + time.wallAheadMs,
    monotonic: () => time.elapsedMs,
    onSet: (...told) => void set.push(told),
  });
  const pass = (ms: number): void => {
    time.elapsedMs += ms;
  };
  const storeAnswers = (): void => clock.observe(Math.floor((startMs + time.elapsedMs) / 1_000) * 1_000);
  /** How far what the clock says is from the right time. */
  const offMs = (): number => clock.now() - startMs - time.elapsedMs;
  return { time, set, clock, pass, storeAnswers, offMs };
}

describe("a clock", () => {
  it.each([-hourMs, hourMs, -24 * hourMs, 365 * 24 * hourMs, -5_000, 5_000])(
    "goes on as it did when the machine's is set wrong by %i ms, and when it is set right again",
    (byMs) => {
      const { time, set, pass, storeAnswers, offMs } = machine();
      storeAnswers();
      pass(60_000);
      time.wallAheadMs = byMs;
      expect(Math.abs(offMs())).toBe(0);
      pass(60_000);
      storeAnswers();
      expect(Math.abs(offMs())).toBe(0);
      time.wallAheadMs = 0;
      expect(Math.abs(offMs())).toBe(0);
      expect(set).toEqual([[byMs, false]]);
    },
  );

  it("follows the machine's when that was wrong from the start and is set right", () => {
    const time = { elapsedMs: 0, wallAheadMs: hourMs };
    const set: boolean[] = [];
    const clock = makeClock({
      wall: () => startMs + time.elapsedMs + time.wallAheadMs,
      monotonic: () => time.elapsedMs,
      onSet: (_, isFollowed) => void set.push(isFollowed),
    });
    clock.observe(startMs);
    time.elapsedMs = 1_000;
    expect(clock.now()).toBe(startMs + 1_000 + hourMs);
    time.wallAheadMs = 0;
    expect(clock.now()).toBe(startMs + 1_000);
    expect(set).toEqual([true]);
  });

  it("follows the machine's after a sleep in which no other time passed", () => {
    const { time, pass, clock } = machine();
    clock.observe(startMs);
    pass(1_000);
    time.wallAheadMs = 2 * hourMs;
    clock.observe(startMs + 1_000 + 2 * hourMs);
    expect(clock.now()).toBe(startMs + 1_000 + 2 * hourMs);
  });

  it("goes on as it did as long as the store has not said what time it is", () => {
    const { time, offMs } = machine();
    time.wallAheadMs = -hourMs;
    expect(offMs()).toBe(0);
  });

  it("follows one that is kept in step by a little at a time", () => {
    const { time, set, clock, pass, storeAnswers } = machine();
    for (let second = 0; second < 3_600; second++) {
      pass(1_000);
      time.wallAheadMs += 0.5;
      clock.now();
      storeAnswers();
    }
    expect(clock.now()).toBe(startMs + 3_600_000 + 1_800);
    expect(set).toEqual([]);
  });

  it("never goes back while the store's is right, however the machine's is set", () => {
    const settings = fc.array(fc.record({ byMs: fc.integer({ min: -1e9, max: 1e9 }), forMs: fc.nat(10_000) }));
    fc.assert(
      fc.property(settings, (changes) => {
        const { time, clock, pass, storeAnswers } = machine();
        storeAnswers();
        let before = clock.now();
        for (const { byMs, forMs } of changes) {
          time.wallAheadMs = byMs;
          pass(forMs);
          storeAnswers();
          const now = clock.now();
          expect(now).toBeGreaterThanOrEqual(before - 2_000);
          before = now;
        }
      }),
    );
  });

  it("knows how far the machine's is ahead of the store's, to half a second", () => {
    const { time, clock, pass, storeAnswers } = machine();
    expect(clock.skewMs()).toBeNull();
    time.wallAheadMs = 90_000;
    pass(700);
    storeAnswers();
    pass(5_000);
    expect(Math.abs((clock.skewMs() ?? 0) - 90_000)).toBeLessThanOrEqual(500);
  });
});
