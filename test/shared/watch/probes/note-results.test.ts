import { describe, expect, it } from "vitest";
import type { ProbeFaultWord } from "../../../../shared/watch/probes/judge-reply.ts";
import { failedTwice, noteResults } from "../../../../shared/watch/probes/note-results.ts";
import { newTargetState } from "../../../../shared/watch/probes/probe-state.ts";
import type { ProbeResult } from "../../../../shared/watch/probes/probe-target.ts";

const known = new Set(["a", "b", "c"]);
const result = (expectation: string, ...faults: readonly ProbeFaultWord[]): ProbeResult => ({
  expectation,
  callId: "probe-1",
  tookMs: expectation === "c" ? 700 : 20,
  faults: faults.map((what) => ({ what, wanted: "x", got: "y" })),
});

/** The state after some runs; each has an event of its own. */
const stateAfter = (...runs: readonly (readonly ProbeResult[])[]) =>
  runs.reduce(
    (state, results, i) =>
      noteResults(state, results, {
        turn: results.at(-1)?.expectation ?? null,
        eventId: `event-${i}`,
        nowMs: i,
        known,
      }),
    newTargetState(),
  );

describe("results of probes", () => {
  it("are counted in a row, and forgotten with the first that is good", () => {
    expect(stateAfter([result("a", "slow")], [result("a", "slow"), result("b")]).failing).toMatchObject([
      { expectation: "a", count: 2, isTarget: true, eventId: "event-1" },
    ]);
    expect(stateAfter([result("a", "slow")], [result("a")]).failing).toEqual([]);
    expect(stateAfter([result("a", "slow")], [result("b")], [result("a", "slow")]).failing).toMatchObject([
      { count: 2 },
    ]);
  });

  it("say whether every other probe would end in the same way", () => {
    const bad = [result("a", "slow"), result("b", "slow", "not-recognised"), result("c", "expectation")];
    expect(stateAfter(bad).failing).toMatchObject([
      { isTarget: true, isDown: false },
      { isTarget: true, isDown: true },
      { isTarget: false, isDown: false },
    ]);
  });

  it("are forgotten with an expectation that is there no more", () => {
    const state = noteResults(newTargetState(), [result("gone", "slow")], {
      turn: null,
      eventId: "e",
      nowMs: 0,
      known,
    });
    expect(noteResults(state, [], { turn: null, eventId: "e", nowMs: 0, known }).failing).toEqual([]);
  });

  it("are summed, and say whose turn is next", () => {
    const state = stateAfter([result("a"), result("b", "expectation")], [result("c")]);
    expect(state).toMatchObject({ after: "c", lastAtMs: 1, sum: { probed: 3, failed: 1, slowestMs: 700 } });
  });

  it("are an alarm of the target if that is what fails twice, else of target and expectation", () => {
    const bad = [result("a", "unreachable"), result("b", "expectation"), result("c", "version", "slow")];
    expect(failedTwice({ west: stateAfter(bad) })).toEqual([]);
    expect(failedTwice({ west: stateAfter(bad, bad), north: stateAfter([result("a")]) })).toEqual([
      { subject: "west", evidence: ["event-1"] },
      { subject: "west b", evidence: ["event-1"] },
    ]);
  });
});
