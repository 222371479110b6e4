import { expect, it } from "vitest";
import type { Schema } from "../../../console/api/client.ts";
import { briefDecision, differencesOf } from "../../../console/parts/brief-decision.ts";

type Brief = Schema<"DecisionBrief">;

const route = (name: string, timeoutMs = 4_000): Brief["routes"][number] => ({
  name,
  requestUri: `sip:999@${name}.example`,
  timeoutMs,
  headers: {},
});
const brief: Brief = {
  class: "emergency",
  action: "route",
  routes: [route("a"), route("b")],
  retryOn: [503],
  flags: [],
  number: { territory: "GB", callingCode: "44", shortCode: "999", services: ["fire"], serviceUrn: "urn:service:sos" },
  conversion: { name: "short-code", calledParty: "999" },
};

it.each<[Partial<Brief>, string]>([
  [{}, "emergency: 999 by a, b"],
  [{ conversion: { name: "none" } }, "emergency: as dialled by a, b"],
  [{ class: "ordinary", routes: [] }, "ordinary"],
])("a decision in one line: %o", (changes, text) => {
  expect(briefDecision({ ...brief, ...changes })).toBe(text);
});

it.each<[Partial<Brief>, readonly string[], readonly string[]]>([
  [{ flags: ["unprovisioned"] }, ["flags"], ["flags: none → unprovisioned"]],
  [
    { number: { ...brief.number, services: [], territory: null } },
    ["number.services", "number.territory"],
    ["number.services: fire → none", "number.territory: GB → none"],
  ],
  [{ retryOn: [503, 486] }, ["retryOn"], ["retryOn: 503 → 503 486"]],
  [{ routes: [route("a", 2_000), route("b")] }, ["routes"], ["a timeoutMs: 4000 → 2000"]],
  [{ routes: [route("b")], class: "test" }, ["class", "routes"], []],
  [{ routes: [route("a", 2_000), route("b")] }, ["routes", "contacts"], ["a timeoutMs: 4000 → 2000"]],
])("what the line does not tell: %o", (changes, fields, differences) => {
  expect(differencesOf(brief, { ...brief, ...changes }, fields)).toEqual(differences);
});
