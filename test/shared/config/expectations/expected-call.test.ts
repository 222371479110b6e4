import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Expectation } from "../../../../shared/config/expectation.ts";
import { expectedCall } from "../../../../shared/config/expectations/expected-call.ts";
import { brokenExpectations } from "../../../../shared/config/expectations/judge-expectations.ts";
import { pace } from "../../../../shared/pace.ts";
import { expectationOf } from "../../../support/config/expectations.ts";
import { snapshotWithAreas } from "../../../support/location/areas.ts";
import { pidf, point } from "../../../support/location/pidf.ts";

const timestamp = "2026-11-28T20:00:00Z";
const foundMs = Date.parse(timestamp);
const location = { pidf: pidf(point("50.5 -1.5"), { timestamp }) };

/** The rule of GB and Teams believes no location that is older than an hour. */
const inTheWest = (at: string | null = null): Expectation =>
  expectationOf({ area: "west" }, { at, call: { calledParty: "999", territory: "GB", location } });

const isBroken = async (expectation: Expectation, nowMs: number): Promise<boolean> =>
  (await brokenExpectations([expectation], snapshotWithAreas, nowMs)).length > 0;

describe("the location of an expectation", () => {
  it("does not grow old: the call is one of now", async () => {
    expect(await isBroken(inTheWest(), foundMs)).toBe(false);
    expect(await isBroken(inTheWest(), foundMs + 365 * 86_400_000)).toBe(false);
  });

  it("is as old as it says at the expectation's own instant", async () => {
    expect(await isBroken(inTheWest("2026-11-28T20:30:00.000Z"), 0)).toBe(false);
    expect(await isBroken(inTheWest("2026-11-28T21:30:00.000Z"), 0)).toBe(true);
    expect(expectedCall(inTheWest("2026-11-28T20:30:00.000Z"))).toMatchObject({ location });
  });

  it("is left to a call that has none", () => {
    const without = expectationOf({ class: "emergency" });
    expect(expectedCall(without)).toBe(without.call);
  });

  it("holds up no call: between any two, calls have their turn if they wait", async () => {
    onTestFinished(() => void vi.restoreAllMocks());
    vi.spyOn(pace, "isDue").mockReturnValue(true);
    const rests = vi.spyOn(pace, "rest").mockResolvedValue();
    await brokenExpectations(
      Array.from({ length: 20 }, () => inTheWest()),
      snapshotWithAreas,
      foundMs,
    );
    expect(rests).toHaveBeenCalledTimes(20);
  });
});
