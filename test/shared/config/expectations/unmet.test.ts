import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExpectedDecision } from "../../../../shared/config/expectation.ts";
import { type JudgedDecision, unmetBy } from "../../../../shared/config/expectations/unmet.ts";

const decision: JudgedDecision = {
  class: "emergency",
  action: "route",
  number: { territory: "GB" },
  location: { area: "leeds" },
  conversion: { name: "short-code", calledParty: "999" },
  routes: [
    { name: "a", requestUri: "sip:999@a.example" },
    { name: "b", requestUri: "sip:999@b.example" },
  ],
  flags: ["unprovisioned", "unexpected-spelling"],
};

const met = {
  class: "emergency",
  action: "route",
  territory: "GB",
  area: "leeds",
  conversion: "short-code",
  calledParty: "999",
  firstRoute: "a",
  requestUri: "sip:999@a.example",
  flags: { has: ["unprovisioned"], lacks: ["contingency-route"] },
} as const satisfies ExpectedDecision extends infer Expected ? Record<keyof Expected, unknown> : never;

const writeAll = (unmet: ReturnType<typeof unmetBy>): readonly string[] =>
  unmet.map(({ field, wanted, got }) => `${field.join(".")}: ${wanted}, not ${got}`);

describe("what a decision does not have of what is expected", () => {
  it("is nothing where all of it holds, whichever members are given", () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(met) as (keyof typeof met)[]), (members) => {
        const expected: ExpectedDecision = JSON.parse(JSON.stringify(met, ["has", "lacks", ...members]));
        expect(unmetBy(decision, expected)).toEqual([]);
      }),
    );
  });

  it.each<[ExpectedDecision, readonly string[]]>([
    [{ class: "ordinary" }, ["class: ordinary, not emergency"]],
    [{ action: "continue" }, ["action: continue, not route"]],
    [{ territory: "JE" }, ["territory: JE, not GB"]],
    [{ conversion: "as-received" }, ["conversion: as-received, not short-code"]],
    [{ calledParty: "+44999" }, ["calledParty: +44999, not 999"]],
    [{ firstRoute: "b" }, ["firstRoute: b, not a"]],
    [{ requestUri: "sip:999@b.example" }, ["requestUri: sip:999@b.example, not sip:999@a.example"]],
    [{ firstRoute: "b", requestUri: "sip:999@b.example" }, ["firstRoute: b, not a"]],
    [
      { flags: { has: ["suspected", "unprovisioned", "superseded"], lacks: ["unexpected-spelling", "suspected"] } },
      [
        "flags.has: suspected, superseded, not unprovisioned, unexpected-spelling",
        "flags.lacks: no unexpected-spelling, not unexpected-spelling",
      ],
    ],
    [
      { class: "test", territory: "US", firstRoute: "c" },
      ["class: test, not emergency", "territory: US, not GB", "firstRoute: c, not a"],
    ],
  ])("names each member with what is wanted and what is there: %j", (expected, unmet) => {
    expect(writeAll(unmetBy(decision, expected))).toEqual(unmet);
  });

  it("says so where there is nothing at all", () => {
    const nothing: JudgedDecision = { ...decision, number: { territory: null }, routes: [], flags: [] };
    const expected: ExpectedDecision = { territory: "GB", firstRoute: "a", flags: { has: ["suspected"] } };
    expect(writeAll(unmetBy(nothing, expected))).toEqual([
      "territory: GB, not no territory",
      "firstRoute: a, not no route",
      "flags.has: suspected, not no flag",
    ]);
  });

  it("is met by any of the routes that share load, if one of them has all that is expected of a route", () => {
    const meets = (expected: ExpectedDecision) => writeAll(unmetBy(decision, expected, decision.routes));
    expect(meets({ firstRoute: "b", requestUri: "sip:999@b.example" })).toEqual([]);
    expect(meets({ requestUri: "sip:999@b.example" })).toEqual([]);
    expect(meets({ firstRoute: "a", requestUri: "sip:999@b.example" })).toEqual([
      "requestUri: sip:999@b.example, not sip:999@a.example",
    ]);
    expect(meets({ firstRoute: "c" })).toEqual(["firstRoute: c, not a or b"]);
  });
});
