import { describe, expect, it } from "vitest";
import { makeProbeCheck } from "../../../../shared/identity/probe-marker.ts";
import { makeSeenSignatures } from "../../../../shared/identity/seen-signatures.ts";
import { makeSignatureCheck } from "../../../../shared/identity/webhook-signature.ts";
import { readCallSetup } from "../../../../shared/recognition/read-call-setup.ts";
import { writeProbe } from "../../../../shared/watch/probes/write-probe.ts";
import { expectationOf } from "../../../support/config/expectations.ts";

const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const secrets = {
  probe: "what probes are signed with, and only they",
  webhook: "what the signalling layer signs with",
};
const target = {
  name: "west",
  url: "https://west.example/api/v1/call-setup",
  functionKey: "abc==",
  webhookSecret: secrets.webhook,
};
const expectation = expectationOf({ class: "emergency" }, { call: { tenant: "contoso", territory: "GB" } });
const stamp = { nowMs, newId: () => "1" };
const probe = writeProbe(expectation, target, secrets.probe, stamp);

describe("a probe", () => {
  it("is the call of its expectation, by a Call-ID of probes and of this moment", () => {
    expect(probe.url).toBe(target.url);
    expect(JSON.parse(probe.body)).toEqual({
      ...expectation.call,
      callId: "probe-1",
      receivedAt: "2026-11-22T12:00:00.000Z",
    });
  });

  it("says of no location when it was: it is a call of this moment", () => {
    const location = { civic: { country: "GB" }, timestamp: "2025-01-01T00:00:00Z" };
    const located = expectationOf({ class: "emergency" }, { call: { location } });
    expect(JSON.parse(writeProbe(located, target, secrets.probe, stamp).body).location).toEqual({
      civic: { country: "GB" },
    });
  });

  it("is recognised as a probe, and is signed as calls are", () => {
    const read = readCallSetup(JSON.parse(probe.body), () => "");
    if (read === null) throw new Error("it is no call");
    const isProbe = makeProbeCheck({ secrets: [secrets.probe], now: () => nowMs });
    expect(isProbe(probe.headers["x-probe-signature"] ?? "", { text: probe.body, call: read.call })).toBe(true);
    const check = makeSignatureCheck({
      secrets: new Map([["webhook-signature", secrets.webhook]]),
      versions: new Set(["v1"]),
      seen: makeSeenSignatures(() => 0),
      now: () => nowMs,
    });
    const request = { method: "POST", url: probe.url, headers: new Headers(probe.headers) };
    expect(check(request, Buffer.from(probe.body))).toMatchObject({ outcome: "genuine" });
    expect(probe.headers["x-functions-key"]).toBe("abc==");
  });

  it("has no more headers than its target wants", () => {
    const plain = writeProbe(expectation, { ...target, functionKey: null, webhookSecret: null }, secrets.probe, stamp);
    expect(Object.keys(plain.headers)).toEqual(["content-type", "x-probe-signature"]);
  });
});
