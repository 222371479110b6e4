import { describe, expect, it } from "vitest";
import { differences } from "../../../../shared/config/simulate/decide-twice.ts";
import type { Decision } from "../../../../shared/routing/decision.ts";
import { decideCall } from "../../../support/config/decide-call.ts";

const decision = decideCall({ calledParty: "+44999" });
const [route] = decision.routes;
if (route === undefined) throw new Error("no route");
const withNumber = (number: Partial<Decision["number"]>): Decision => ({
  ...decision,
  number: { ...decision.number, ...number },
});

describe("two decisions", () => {
  it.each<[string, Decision]>([
    ["class", { ...decision, class: "special" }],
    ["action", { ...decision, action: "continue" }],
    ["number.territory", withNumber({ territory: "IE" })],
    ["number.services", withNumber({ services: ["police"] })],
    ["number.serviceUrn", withNumber({ serviceUrn: null })],
    ["number.shortCode", withNumber({ shortCode: "112" })],
    ["number.callingCode", withNumber({ callingCode: null })],
    ["conversion", { ...decision, conversion: { ...decision.conversion, callingParty: "1" } }],
    ["routes", { ...decision, routes: [{ ...route, headers: {} }] }],
    ["contacts", { ...decision, contacts: [] }],
    ["retryOn", { ...decision, retryOn: [503] }],
    ["flags", { ...decision, flags: ["unprovisioned"] }],
  ])("differ in %s", (field, other) => {
    expect(differences(decision, other)).toEqual([field]);
    expect(differences(other, decision)).toEqual([field]);
  });

  it.each<[string, Decision]>([
    ["the decision's id", { ...decision, decisionId: "other" }],
    ["the Call-ID", { ...decision, callId: "other" }],
    ["the configuration", { ...decision, config: { ...decision.config, version: 7, ageMs: 1 } }],
    ["where the territory was known from", withNumber({ territoryFrom: "union", candidateTerritories: ["GG"] })],
    ["nothing at all", structuredClone(decision)],
  ])("do not differ in what counts when they differ in %s", (_, other) => {
    expect(differences(decision, other)).toEqual([]);
  });
});
