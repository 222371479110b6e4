import { describe, expect, it } from "vitest";
import { decideCall, starterSnapshot, starterWith } from "../../support/config/decide-call.ts";

const communes = { name: "communes", keys: "locationKey", version: 1 };
const byCommune = {
  name: "by-commune",
  steps: [{ do: "lookup", table: "communes", key: "locationKey", otherwise: "{shortCode}" }],
  examples: [{ in: "+33112", out: "112" }],
};
const snapshot = await starterWith(
  (d) => ({
    tenants: [{ name: "contoso" }, { name: "Fabrikam" }],
    territories: d.territories.map((t) => (t.code === "FR" ? { ...t, conversion: "by-commune" } : t)),
    conversions: [...d.conversions, byCommune],
    lookupTables: [communes],
  }),
  new Map([
    [
      "communes",
      new Map([
        ["2A004", "0495000000"],
        ["Orléans", "0238000000"],
      ]),
    ],
  ]),
);
const flagsOf = (event: object) =>
  decideCall({ ingress: "zoom", calledParty: "+33112", territory: "FR", ...event }, snapshot).flags;

describe("a name that a call gives", () => {
  it.each<[string, object, readonly string[]]>([
    ["that is known", { tenant: "contoso", locationKey: "2A004" }, []],
    ["of all customers", { tenant: "*" }, []],
    ["of a customer that is not there", { tenant: "adatum" }, ["unknown-tenant"]],
    ["of a customer in other letters", { tenant: "CONTOSO" }, ["unknown-tenant", "misspelt:tenant"]],
    ["of a customer in small letters", { tenant: "fabrikam" }, ["unknown-tenant", "misspelt:tenant"]],
    ["of a customer with a space", { tenant: "contoso " }, ["unknown-tenant", "misspelt:tenant"]],
    ["of a customer in wide letters", { tenant: "ｃontoso" }, ["unknown-tenant", "misspelt:tenant"]],
    ["of an ingress in other letters", { ingress: "Zoom" }, ["unknown-ingress", "misspelt:ingress"]],
    ["of an ingress that is not there", { ingress: "pbx" }, ["unknown-ingress"]],
    ["of a place in other letters", { locationKey: "2a004" }, ["misspelt:locationKey"]],
    ["of a place in another Unicode form", { locationKey: "Orléans".normalize("NFD") }, ["misspelt:locationKey"]],
    ["of a place without its accent", { locationKey: "Orleans" }, []],
    ["of a place that no row has", { locationKey: "2B033" }, []],
  ])("%s has its flags", (_, event, flags) => {
    expect(flagsOf(event)).toEqual(expect.arrayContaining([...flags]));
    expect(flagsOf(event).filter((flag) => /unknown|misspelt/.test(flag))).toEqual(flags);
  });

  it("costs the call neither its class nor its route", () => {
    const { class: callClass, routes } = decideCall({ calledParty: "+44999", tenant: "Contoso" }, snapshot);
    expect([callClass, routes[0]?.name]).toEqual(["emergency", "emergency-a"]);
  });
});

it("names what of a request has no meaning here, five of it, and nothing else", () => {
  const event = {
    calledParty: "+44999",
    territory: "GB",
    Tenant: "a",
    calledparty: "b",
    "c d": 1,
    "\u0000": 2,
    e: null,
  };
  expect(decideCall(event, starterSnapshot).flags).toEqual([
    "unknown:Tenant",
    "unknown:calledparty",
    "unknown:member",
    "unknown:e",
  ]);
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`x${i}`, i]));
  expect(decideCall({ ...many, calledParty: "+44999", territory: "GB" }).flags).toEqual(
    [0, 1, 2, 3, 4].map((i) => `unknown:x${i}`),
  );
});
