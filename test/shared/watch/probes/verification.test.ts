import { describe, expect, it } from "vitest";
import type { ProbedTarget, ProbeResult } from "../../../../shared/watch/probes/probe-target.ts";
import { verificationOf } from "../../../../shared/watch/probes/verification.ts";

const good = (expectation: string): ProbeResult => ({ expectation, callId: "probe-1", tookMs: 20, faults: [] });
const bad = (expectation: string): ProbeResult => ({
  ...good(expectation),
  faults: [{ what: "slow", wanted: "600 ms", got: "700 ms" }],
});
const target = (results: readonly ProbeResult[], repeated: readonly ProbeResult[] = []): ProbedTarget => ({
  target: "west",
  results,
  repeated,
  turn: null,
});

const version = {
  version: 7,
  hash: "sha256:7",
  from: "2026-11-22T12:00:00.000Z",
  until: "2026-11-22T12:00:10.000Z",
  expectations: 3,
  toProbe: 2,
  broken: [] as readonly string[],
};

describe("the probes of a new version", () => {
  it("verify it if all of them are good", () => {
    expect(verificationOf(version, [target([good("a"), good("b")])])).toMatchObject({
      result: "verified",
      expectations: 3,
      notProbed: 1,
      targets: [{ target: "west", probed: 2, failed: 0, failures: [] }],
    });
  });

  it("count by their second result", () => {
    expect(verificationOf(version, [target([good("a"), bad("b")], [good("b")])]).result).toBe("verified");
    const failed = verificationOf(version, [target([good("a"), bad("b")], [bad("b")])]);
    expect(failed).toMatchObject({ result: "failed", targets: [{ probed: 2, failed: 1, failures: [bad("b")] }] });
  });

  it("do not verify it if one was not reached, or does not hold where it was judged", () => {
    expect(verificationOf(version, [target([good("a")])]).result).toBe("incomplete");
    expect(verificationOf({ ...version, toProbe: 0 }, [target([])])).toMatchObject({
      result: "incomplete",
      notProbed: 3,
    });
    const broken = { ...version, toProbe: 1, broken: ["b"] };
    expect(verificationOf(broken, [target([good("a")])])).toMatchObject({ result: "failed", notProbed: 1 });
  });
});
