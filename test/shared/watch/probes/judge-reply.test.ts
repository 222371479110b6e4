import { describe, expect, it } from "vitest";
import { judgeReply } from "../../../../shared/watch/probes/judge-reply.ts";
import type { ProbeReply } from "../../../../shared/watch/probes/send-probe.ts";
import { decideCall } from "../../../support/config/decide-call.ts";
import { expectationOf } from "../../../support/config/expectations.ts";

const decision = decideCall({ calledParty: "+44999", callingParty: "+441632960123" });
const [first, second] = decision.routes;
const expectation = expectationOf({ class: "emergency", firstRoute: first?.name ?? "" });
const wanted = { expectation, config: decision.config, firstRoutes: [first?.name ?? ""] };

const answered = (fields: object = {}, reply: Partial<Extract<ProbeReply, { kind: "answered" }>> = {}): ProbeReply => ({
  kind: "answered",
  status: 200,
  verified: "verified",
  text: JSON.stringify({ ...decision, audit: { eventId: null, status: "not-required" }, ...fields }),
  tookMs: 20.4,
  ...reply,
});
const judge = (reply: ProbeReply, more: Partial<typeof wanted> = {}) =>
  judgeReply(reply, { ...wanted, ...more }).map(({ what, wanted: should, got }) => `${what}: ${should}, not ${got}`);

describe("the answer to a probe", () => {
  it("is good if it is the decision that is expected, by the active version, in time", () => {
    expect(judge(answered())).toEqual([]);
    expect(judge(answered({}, { tookMs: 600.4 }))).toEqual([]);
  });

  it.each<[string, ProbeReply, readonly string[]]>([
    [
      "did not come",
      { kind: "unreachable", why: "ECONNREFUSED", tookMs: 3 },
      ["unreachable: an answer, not ECONNREFUSED"],
    ],
    ["was refused", answered({}, { status: 401, text: "{}" }), ["status: 200, not 401"]],
    ["is no decision", answered({}, { text: "<html>" }), ["unreadable: a decision, not 6 characters"]],
    ["is a decision without routes", answered({ routes: null }), [expect.stringMatching(/^unreadable: a decision/)]],
    ["is that to a call", answered({}, { verified: null }), ["not-recognised: a probe, not a call"]],
    ["is late", answered({}, { tookMs: 601 }), ["slow: 600 ms, not 601 ms"]],
    [
      "is of another version",
      answered({ config: { version: 7, hash: "sha256:7" }, class: "ordinary" }),
      ["version: version 1 (sha256:0), not version 7 (sha256:7)"],
    ],
    ["is of the same version under another number", answered({ config: { version: 41, hash: "sha256:0" } }), []],
    ["is not what is expected", answered({ class: "special" }), ["expectation: class emergency, not special"]],
    [
      "is wrong in several ways",
      answered({ class: "special", routes: [] }, { verified: null, tookMs: 900 }),
      [
        "not-recognised: a probe, not a call",
        "slow: 600 ms, not 900 ms",
        "expectation: class emergency, not special",
        `expectation: firstRoute ${first?.name}, not no route`,
      ],
    ],
  ])("tells what is wrong where it %s", (_, reply, faults) => {
    expect(judge(reply)).toEqual(faults);
  });

  it("may begin with any of the routes that share load", () => {
    const swapped = answered({ routes: [second, first] });
    expect(judge(swapped)).toEqual([`expectation: firstRoute ${first?.name}, not ${second?.name}`]);
    expect(judge(swapped, { firstRoutes: [first?.name ?? "", second?.name ?? ""] })).toEqual([]);
  });
});
