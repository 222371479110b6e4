import { describe, expect, it } from "vitest";
import { explainDecision } from "../../../console/parts/explain-decision.ts";
import { compileSnapshot } from "../../../shared/config/compile/compile-snapshot.ts";
import { documentSchema } from "../../../shared/config/document.ts";
import { decideCall } from "../../support/config/decide-call.ts";

// Decisions of the product itself are explained, so that a word of it that the page does not know shows here.
const snapshot = await compileSnapshot(
  documentSchema.parse({
    ingresses: [{ name: "zoom", spellings: ["plus-country-short-code"] }],
    territories: [{ code: "GB", callingCode: "44", routeSet: "emergency", conversion: "short-code" }],
    numbers: [{ territory: "GB", shortCode: "999", class: "emergency", services: ["police"] }],
    conversions: [
      { name: "short-code", steps: [{ do: "strip-calling-code" }], examples: [{ in: "+44999", out: "999" }] },
    ],
    routeSets: [{ name: "emergency", routes: [{ name: "a", host: "a.example" }] }],
  }),
);

type Call = Parameters<typeof decideCall>[0];

const explained = (call: Call) => {
  const { services, ...number } = decideCall(call, snapshot).number;
  const decided = decideCall(call, snapshot);
  const copied = {
    ...decided,
    flags: [...decided.flags],
    location: decided.location && { ...decided.location, alternatives: [...decided.location.alternatives] },
    number: { ...number, candidateTerritories: [...number.candidateTerritories], services: [...services] },
    routes: decided.routes.map((route) => ({ ...route, headers: { ...route.headers } })),
  };
  return Object.fromEntries(explainDecision(copied).map(({ name, value, why }) => [name, `${value}: ${why}`]));
};

describe("why a call is decided as it is", () => {
  it("is told in the order of the decision", () => {
    const steps = explained({ ingress: "zoom", calledParty: "+44 999", callingParty: "+441632960123" });
    expect(Object.entries(steps)).toEqual([
      ["Number", "+44999: was dialled as +44 999"],
      ["Spelling", "+44 999: + country code and short code, as Zoom Phone sends it"],
      ["Territory", "GB: the caller's number belongs there"],
      ["List", "Emergency: listed, for police"],
      ["Conversion", "999: by short-code"],
      ["Route", "a: first of 1"],
    ]);
  });

  it.each<[string, Call, string, string]>([
    ["a subscriber", { calledParty: "+33112345678" }, "List", "Ordinary call: in no list"],
    [
      "a subscriber",
      { calledParty: "+33112345678" },
      "Spelling",
      "none: written as no emergency number is; whole strings count, never prefixes",
    ],
    [
      "a subscriber",
      { calledParty: "+33112345678" },
      "Route",
      "your own routing: the signalling layer routes it as any call",
    ],
    [
      "a number of the catalogue",
      { ingress: "zoom", calledParty: "+353999" },
      "List",
      "Emergency: only the built-in catalogue has it; the configuration does not",
    ],
    [
      "several territories",
      { ingress: "zoom", calledParty: "+1911" },
      "Territory",
      "nothing tells where the caller is",
    ],
  ])("of %s", (_, call, step, text) => {
    expect(explained(call)[step]).toContain(text);
  });
});
