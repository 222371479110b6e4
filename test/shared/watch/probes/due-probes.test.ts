import { describe, expect, it } from "vitest";
import { dueProbes } from "../../../../shared/watch/probes/due-probes.ts";
import { type Failing, newTargetState } from "../../../../shared/watch/probes/probe-state.ts";

const nowMs = 1_800_000_000_000;
const expectations = Array.from({ length: 40 }, (_, i) => ({ name: `e${i}` }));
const failing = (expectation: string, count: number, fields: Partial<Failing> = {}): Failing => ({
  expectation,
  count,
  lastAtMs: nowMs - 15_000,
  isTarget: false,
  isDown: false,
  eventId: "event-1",
  ...fields,
});

/** The names of what is due, `again` and in its turn, so many milliseconds after the last run. */
function due(sinceMs: number, after: string | null = null, ...failed: readonly Failing[]) {
  const state = { ...newTargetState(), after, failing: failed };
  const { again, turn } = dueProbes(expectations, state, { nowMs, sinceMs: nowMs - sinceMs });
  return { again: again.map(({ name }) => name), turn: turn.map(({ name }) => name) };
}

describe("the probes that are due", () => {
  it("are as many that all have their turn within five minutes, one after the other", () => {
    expect(due(15_000)).toEqual({ again: [], turn: ["e0", "e1"] });
    expect(due(15_000, "e1").turn).toEqual(["e2", "e3"]);
    expect(due(15_000, "e38").turn).toEqual(["e39", "e0"]);
    expect(due(15_000, "of a version before").turn).toEqual(["e0", "e1"]);
    expect(due(400_000).turn).toHaveLength(40);
    expect(due(0).turn).toEqual([]);
    expect(due(-1_000).turn).toEqual([]);
  });

  it("begin with what failed: once at the next run, then once a minute", () => {
    expect(due(15_000, null, failing("e7", 1))).toEqual({ again: ["e7"], turn: ["e0", "e1"] });
    expect(due(15_000, null, failing("e7", 2)).again).toEqual([]);
    expect(due(15_000, null, failing("e7", 2, { lastAtMs: nowMs - 60_000 })).again).toEqual(["e7"]);
    expect(due(15_000, null, failing("e1", 1)).turn).toEqual(["e0"]);
  });

  it("are twenty of what failed, however much did", () => {
    const all = expectations.map(({ name }) => failing(name, 1));
    expect(due(15_000, null, ...all).again).toHaveLength(20);
  });

  it("go on where the target is only slow, or has another version", () => {
    expect(due(15_000, null, failing("e7", 2, { isTarget: true })).turn).toEqual(["e0", "e1"]);
  });

  it("are nothing but what failed while every probe ends in the same way", () => {
    const down = failing("e0", 2, { isTarget: true, isDown: true, lastAtMs: nowMs - 60_000 });
    expect(due(15_000, null, down)).toEqual({ again: ["e0"], turn: [] });
    expect(due(15_000, null, { ...down, count: 1 }).turn).toEqual(["e1"]);
  });
});
