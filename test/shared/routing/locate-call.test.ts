import { describe, expect, it } from "vitest";
import { readPlace } from "../../../shared/routing/locate-call.ts";
import { decideCall, starterWith } from "../../support/config/decide-call.ts";
import { circle, civic, pidf, teamsOffice } from "../../support/location/pidf.ts";

const snapshot = await starterWith(({ ingresses, numbers, territories, routeSets }) => ({
  ingresses: [
    ...ingresses,
    { name: "doubtful", spellings: ["short-code", "plus-country-short-code"], trustTerritory: false },
  ],
  tenants: [{ name: "contoso", defaultTerritory: "GB" }],
  territories: territories.map((territory) =>
    territory.code === "FR" ? { ...territory, routeSet: "france" } : territory,
  ),
  routeSets: [...routeSets, { name: "france", routes: [{ name: "france", host: "fr.operator.example" }] }],
  numbers: numbers.filter(({ territory, shortCode }) => `${territory} ${shortCode}` !== "DE 110"),
}));

const inCountry = (country: string) => ({ civic: { country } });
const decided = (event: Readonly<Record<string, unknown>>) => decideCall({ calledParty: "112", ...event }, snapshot);
const territoryOf = (event: Readonly<Record<string, unknown>>): string => {
  const { number, flags } = decided(event);
  return `${number.territory} ${number.territoryFrom} ${flags.filter((flag) => flag.startsWith("location-")).join()}`.trim();
};

describe("the country of a location", () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["FR location", { location: inCountry("FR") }],
    ["FR location", { location: { pidf: pidf(civic({ country: "fr", A3: "Lyon" })) } }],
    ["FR location", { location: inCountry("FR"), tenant: "contoso" }],
    ["FR location", { location: inCountry("FR"), callingParty: "+442079460000" }],
    ["GB tenant", { location: inCountry("GB"), tenant: "contoso" }],
    ["FR location", { location: inCountry("FR"), calledParty: "urn:service:sos", tenant: "contoso" }],
    ["US location", { location: inCountry("US"), calledParty: "+1911" }],
    // What the request says comes first.
    ["GB event location-abroad", { location: inCountry("FR"), territory: "GB" }],
    ["GB event", { location: inCountry("GB"), territory: "GB" }],
    // A calling code that was dialled is not that of this country.
    ["GB union location-abroad", { location: inCountry("FR"), calledParty: "+44112", ingress: "zoom" }],
    // Where the ingress is not trusted to know it.
    ["GB tenant location-abroad", { location: inCountry("FR"), tenant: "contoso", ingress: "doubtful" }],
    // No list there has the number.
    ["GB tenant location-abroad", { location: inCountry("FR"), tenant: "contoso", calledParty: "999" }],
    ["GB tenant location-abroad", { location: inCountry("AQ"), tenant: "contoso" }],
    ["GB tenant", { location: { geo: { lat: 48, lon: 2 } }, tenant: "contoso" }],
  ])("decides %s of %j", (expected, event) => {
    expect(territoryOf(event)).toBe(expected);
  });

  it("takes the routes of that territory, and the doubt away", () => {
    const without = decided({});
    expect(without.flags).toContain("ambiguous-territory");
    const there = decided({ location: inCountry("FR") });
    expect(there.class).toBe(without.class);
    expect(there.routes.map(({ name }) => name)).toEqual(["france", "contingency"]);
    expect(there.flags).toEqual([]);
  });

  it("never makes an emergency of what is none, nor the other way round", () => {
    const classes = (event: Readonly<Record<string, unknown>>) =>
      [decided(event), decided({ ...event, location: inCountry("DE") })].map((decision) => decision.class);
    expect(classes({ calledParty: "110", tenant: "contoso" })).toEqual(["ordinary", "ordinary"]);
    expect(classes({ calledParty: "999", tenant: "contoso" })).toEqual(["emergency", "emergency"]);
    expect(classes({ calledParty: "101", tenant: "contoso" })).toEqual(["special", "special"]);
  });
});

describe("the location of a decision", () => {
  it("says how it was found, how far off it may be, and whom to call back; not where it is", () => {
    expect(decided({ location: { pidf: teamsOffice } }).location).toEqual({
      from: null,
      area: null,
      displayName: null,
      match: null,
      alternatives: [],
      method: "LIS",
      uncertaintyM: null,
      elin: "1425555012",
    });
    expect(decided({ location: { pidf: pidf(circle("47.5 -122.25", "35")) } }).location?.uncertaintyM).toBe(35);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["a number", 5, ["invalid:location", "location-unreadable"]],
    ["a text", "here", ["invalid:location", "location-unreadable"]],
    ["a list", [{ pidf: teamsOffice }], ["invalid:location", "location-unreadable"]],
    ["what cannot be read", { pidf: "<presence" }, ["location-unreadable"]],
    ["a reference", { geolocation: ["<https://lis.example/1>"] }, ["location-by-reference"]],
    ["null", null, []],
    ["nothing in it", {}, []],
  ])("is null with %s", (_, location, flags) => {
    const decision = decided({ territory: "GB", location });
    expect(decision).toEqual({ ...decided({ territory: "GB" }), flags });
    expect(decision.location).toBeNull();
  });

  it("is not read for a call that is not routed", () => {
    const {
      class: callClass,
      location,
      flags,
    } = decided({ calledParty: "+442079460000", location: { pidf: "<presence" } });
    expect([callClass, location, flags]).toEqual(["ordinary", null, []]);
  });

  it("costs a call no more than the location when reading it goes wrong", () => {
    const location = {
      get pidf(): never {
        throw new Error("no such thing");
      },
    };
    expect(readPlace(location)).toEqual({ place: null, flags: ["location-unreadable"] });
  });
});
