import { describe, expect, it } from "vitest";
import { locateCall, untold } from "../../../shared/routing/locate-call.ts";
import { decideCall, starterWith, starterWithAreas } from "../../support/config/decide-call.ts";
import { snapshotWithAreas, tables, withAreas } from "../../support/location/areas.ts";
import {
  circle,
  civic,
  multipart,
  pidf,
  pidfPart,
  point,
  presence,
  teamsOffice,
  tuple,
} from "../../support/location/pidf.ts";

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
    const call = { territory: "GB", ingress: "zoom", nowMs: 0 };
    expect(locateCall(location, null, call)).toEqual({ ...untold, flags: ["location-unreadable"] });
  });
});

describe("a place that a rule does not believe", () => {
  const old = { timestamp: "2026-11-22T10:00:00Z" };
  const young = { timestamp: "2026-11-22T11:59:30Z" };
  const rule = (territory: string, more: object = { maxAgeS: 60 }) => ({ territory, order: ["boundary"], ...more });
  const withRules = (...locationRules: readonly object[]) =>
    starterWith(({ routeSets, territories }) => ({
      locationRules,
      territories: territories.map((each) => (each.code === "FR" ? { ...each, routeSet: "france" } : each)),
      routeSets: [...routeSets, { name: "france", routes: [{ name: "france", host: "fr.operator.example" }] }],
      tenants: [{ name: "contoso", defaultTerritory: "GB" }],
    }));
  const french = (more: object) => ({ ...inCountry("FR"), ...more });

  it.each<[string, readonly object[], object, string, readonly string[]]>([
    ["an old one, by the rule of the place's country", [rule("FR")], old, "GB tenant", ["stale", "abroad"]],
    ["an old one, by the rule of the territory without it", [rule("GB")], old, "GB tenant", ["stale", "abroad"]],
    ["an old one, by the rule for all", [rule("*")], old, "GB tenant", ["stale", "abroad"]],
    ["one that is young enough", [rule("*")], young, "FR location", ["unmatched"]],
    ["an old one, by the rule of another country", [rule("DE")], old, "FR location", []],
    ["another method", [rule("FR", { methods: ["GPS"] })], { method: "Manual" }, "GB tenant", ["method", "abroad"]],
    ["a listed method", [rule("FR", { methods: ["GPS"] })], { method: "GPS" }, "FR location", ["unmatched"]],
  ])("does not decide the territory: %s", async (_, rules, said, territory, flags) => {
    const snapshotOfRules = await withRules(...rules);
    const call = { calledParty: "112", tenant: "contoso" };
    const decision = decideCall({ ...call, location: french(said) }, snapshotOfRules);
    expect(`${decision.number.territory} ${decision.number.territoryFrom}`).toBe(territory);
    expect(decision.flags).toEqual(flags.map((flag) => `location-${flag}`));
    const without = decideCall(call, snapshotOfRules).routes;
    if (territory === "GB tenant") expect(decision.routes).toEqual(without);
    else expect(decision.routes[0]?.name).toBe("france");
  });

  it("does not decide it where nothing else does", async () => {
    const decision = decideCall({ calledParty: "112", location: french(old) }, await withRules(rule("FR")));
    expect([decision.number.territory, decision.number.territoryFrom]).toEqual([null, "union"]);
    expect(decision.flags).toEqual(expect.arrayContaining(["ambiguous-territory", "location-stale"]));
  });

  it("is told of also where a key leads to an area", async () => {
    const snapshotOfRules = await starterWithAreas(
      (document) => ({
        ...withAreas(document),
        locationRules: [rule("GB", { order: ["boundary", "locationKey"], methods: ["GPS"] })],
      }),
      tables,
    );
    const location = { geo: { lat: 50.5, lon: -1.5 }, method: "Manual" };
    const decision = decideCall({ calledParty: "999", territory: "GB", locationKey: "hq", location }, snapshotOfRules);
    expect(decision.location).toMatchObject({ area: "east", from: "locationKey", method: "Manual" });
    expect(decision.flags).toEqual(["location-method"]);
  });
});

describe("a location of several countries", () => {
  const france = pidf(civic({ country: "FR" }));

  it.each<[string, object]>([
    ["two locations", { pidf: france, civic: { country: "DE" } }],
    [
      "an address, and coordinates in an area of another country",
      { civic: { country: "DE" }, geo: { lat: 48.5, lon: 2.5 } },
    ],
  ])("decides no territory, and is told of: %s", (_, location) => {
    const call = { calledParty: "112", callingParty: "+442079460000" };
    const decision = decideCall({ ...call, location }, snapshotWithAreas);
    const without = decideCall(call, snapshotWithAreas);
    expect(decision.number).toEqual(without.number);
    expect(decision.routes).toEqual(without.routes);
    expect(decision.flags).toEqual(expect.arrayContaining(["location-conflict", "location-abroad"]));
  });

  it("decides none where areas of two have the point, and is told of", async () => {
    const both = await starterWithAreas(
      (document) => ({
        ...withAreas(document),
        areas: [
          { name: "west", territory: "GB", displayName: "The West", routeSet: "west", examples: [] },
          { name: "east", territory: "FR", displayName: "The East", routeSet: "east", examples: [] },
        ],
        locationTables: [{ name: "borders", keys: "boundary", version: 1 }],
      }),
      tables,
    );
    const call = { calledParty: "112", location: { geo: { lat: 50.5, lon: -1 } } };
    const { number, location, flags } = decideCall(call, both);
    expect([number.territory, location?.area, flags.filter((flag) => flag.startsWith("location"))]).toEqual([
      null,
      null,
      ["location-conflict"],
    ]);
    const inFrance = decideCall({ ...call, territory: "FR" }, both);
    expect([inFrance.location?.area, inFrance.flags.includes("location-conflict")]).toEqual(["east", false]);
  });

  it("decides it where all agree", () => {
    const location = { pidf: france, geo: { lat: 48.5, lon: 2.5 } };
    const decision = decideCall({ calledParty: "112", callingParty: "+442079460000", location }, snapshotWithAreas);
    expect(decision.number.territory).toBe("FR");
  });
});

describe("a location of several areas", () => {
  // An address in Leeds leads to the north, and this point to the west.
  const [leeds, west] = [civic({ country: "GB", A1: "England", A3: "Leeds" }), point("50.5 -1.5")];
  const parts = (...texts: readonly string[]) =>
    multipart(
      "next",
      texts.map((text, at) => pidfPart(pidf(text), `${at}@host`)),
    );

  it.each<[string, string, object]>([
    ["west", "one location", { pidf: pidf(`${west}${leeds}`) }],
    ["west", "two tuples", { pidf: presence(tuple(west), tuple(leeds)) }],
    ["north", "two tuples, the other way round", { pidf: presence(tuple(leeds), tuple(west)) }],
    ["west", "two points of one location", { pidf: pidf(`${point("50.5 -1.001")}${point("50.5 -0.999")}`) }],
    ["west", "two members", { pidf: pidf(west), civic: { country: "GB", A1: "England", A3: "Leeds" } }],
    ["west", "two parts", { body: parts(west, leeds), geolocation: "<cid:0@host>, <cid:1@host>" }],
    [
      "north",
      "two parts, the other way round",
      { body: parts(west, leeds), geolocation: "<cid:1@host>, <cid:0@host>" },
    ],
  ])("goes to the first, %s, and is told of: %s", (area, _, location) => {
    const decision = decideCall({ calledParty: "999", territory: "GB", location }, snapshotWithAreas);
    expect(decision.location?.area).toBe(decision.location?.from === "boundary" ? "west" : "north");
    expect(decision.location?.area).toBe(area);
    expect(decision.flags).toEqual(["location-conflict"]);
  });

  it("has no part in what a rule does not believe", () => {
    const old = tuple(leeds, { method: "Manual", timestamp: "2020-01-01T00:00:00Z" });
    const location = { pidf: presence(tuple(west), old) };
    const call = { calledParty: "999", territory: "GB", location };
    expect(decideCall(call, snapshotWithAreas).flags).toEqual(["location-conflict"]);
    expect(decideCall({ ...call, ingress: "teams" }, snapshotWithAreas).flags).not.toContain("location-conflict");
  });
});

/** Only GB has routes; those of FR fail, one way or the other. */
const withFrance = (france: object, more: object = {}) =>
  starterWith(({ territories, conversions }) => ({
    tenants: [{ name: "contoso", defaultTerritory: "GB" }],
    territories: [
      ...territories.filter(({ code }) => code !== "FR"),
      { code: "FR", callingCode: "33", routeSet: null, conversion: null, ...france },
    ],
    conversions: [
      ...conversions,
      {
        name: "by-site",
        steps: [{ do: "lookup", table: "none", key: "locationKey" }],
        examples: [{ in: "1", out: "1" }],
      },
    ],
    ...more,
  }));
const location = { civic: { country: "FR" } };
const ofBritain = { calledParty: "112", tenant: "contoso" };

describe("a call whose place is in a country without routes of its own", () => {
  it.each<[string, object, readonly string[]]>([
    ["no route set", {}, []],
    ["no usable conversion", { routeSet: "emergency", conversion: "by-site" }, ["conversion-failed"]],
  ])("keeps the routes that it has without its place: %s", async (_, france, failures) => {
    const snapshot = await withFrance(france);
    const without = decideCall(ofBritain, snapshot);
    const decision = decideCall({ ...ofBritain, location }, snapshot);
    expect(without.routes[0]?.name).toBe("emergency-a");
    expect(decision).toEqual({
      ...without,
      location: decision.location,
      flags: expect.arrayContaining(["location-abroad", ...failures]),
    });
    expect(decision.flags).not.toContain("contingency-route");
  });

  it("is of that country where it has no routes without it either", async () => {
    const snapshot = await withFrance({});
    const decision = decideCall({ calledParty: "112", location }, snapshot);
    expect(decision.number).toMatchObject({ territory: "FR", territoryFrom: "location" });
    expect(decision.flags).toContain("contingency-route");
    expect(decideCall({ calledParty: "112" }, snapshot).flags).toContain("contingency-route");
  });

  it("takes the routes of an area there", async () => {
    const snapshot = await withFrance(
      {},
      { areas: [{ name: "any", territory: "FR", displayName: "Any", routeSet: "emergency", examples: [] }] },
    );
    const rows = new Map([["*", "any"]]);
    const areas =
      snapshot.areas === null ? null : { ...snapshot.areas, tables: { ...snapshot.areas.tables, locationKey: [rows] } };
    const decision = decideCall({ ...ofBritain, location }, { ...snapshot, areas });
    expect(decision.number.territory).toBe("FR");
    expect(decision.location?.area).toBe("any");
  });
});
