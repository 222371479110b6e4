import { expect, it } from "vitest";
import {
  newProbeState,
  newTargetState,
  readProbeState,
  targetStateOf,
} from "../../../../shared/watch/probes/probe-state.ts";

it("comes back as it was kept", () => {
  const state = {
    ...newProbeState(1),
    verified: { version: 7, result: "verified", at: "2026-11-22T12:00:00.000Z" } as const,
    targets: { west: { ...newTargetState(), after: "a" } },
  };
  expect(readProbeState(JSON.stringify(state))).toEqual(state);
});

it.each([null, "", "{", "{}", '{"targets":[]}'])("is none where something else is kept: %j", (text) => {
  expect(readProbeState(text)).toBeNull();
});

it.each(["west", "constructor"])("of a target that is new has nothing yet: %s", (name) => {
  expect(targetStateOf(newProbeState(1), name)).toEqual(newTargetState());
});
