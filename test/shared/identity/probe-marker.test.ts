import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MarkedRequest, makeProbeCheck, probeMarker } from "../../../shared/identity/probe-marker.ts";

const secret = "what probes are signed with, and only they";
const previous = "what probes were signed with until today";
const nowMs = Date.parse("2026-11-22T12:00:00.000Z");

const check = (rememberedAtMost = 100) =>
  makeProbeCheck({ secrets: [secret, previous], now: () => nowMs, rememberedAtMost });
const request = (callId = "probe-1", offMs = 0): MarkedRequest => {
  const receivedAt = new Date(nowMs + offMs).toISOString();
  return { text: JSON.stringify({ calledParty: "999", callId, receivedAt }), call: { callId, receivedAt } };
};

describe("a probe's marker", () => {
  it("is HMAC-SHA256 of the body: a known answer", () => {
    // RFC 4231, test case 2.
    expect(probeMarker("Jefe", "what do ya want for nothing?")).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
  });

  it("counts with either secret, in upper case too", () => {
    const { text } = request();
    expect(check()(probeMarker(secret, text), request())).toBe(true);
    expect(check()(probeMarker(previous, text), request())).toBe(true);
    expect(check()(probeMarker(secret, text).toUpperCase(), request())).toBe(true);
  });

  it("counts for two minutes either way", () => {
    for (const offMs of [-120_000, 120_000]) {
      const asked = request("probe-1", offMs);
      expect(check()(probeMarker(secret, asked.text), asked)).toBe(true);
    }
    for (const offMs of [-120_001, 120_001]) {
      const asked = request("probe-1", offMs);
      expect(check()(probeMarker(secret, asked.text), asked)).toBe(false);
    }
  });

  it("does not count without a time, or under another Call-ID than a probe's", () => {
    const { text, call } = request();
    const marker = probeMarker(secret, text);
    expect(check()(marker, { text, call: { ...call, receivedAt: null } })).toBe(false);
    expect(check()(marker, { text, call: { ...call, callId: "a84b4c76e66710" } })).toBe(false);
  });

  it("counts once, for as many as are remembered", () => {
    const isProbe = check(2);
    const ask = (callId: string) => isProbe(probeMarker(secret, request(callId).text), request(callId));
    expect([ask("probe-1"), ask("probe-1"), ask("probe-2"), ask("probe-3"), ask("probe-3")]).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it("does not count if anything else is there in its place", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f]{64}$/)), (marker) => {
        expect(check()(marker, request())).toBe(false);
      }),
    );
    expect(check()(null, request())).toBe(false);
  });
});
