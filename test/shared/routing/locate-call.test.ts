import { describe, expect, it } from "vitest";
import { readPlace } from "../../../shared/routing/locate-call.ts";
import { decideCall, starterWith, starterWithAreas } from "../../support/config/decide-call.ts";
import { snapshotWithAreas, tables, withAreas } from "../../support/location/areas.ts";
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

describe("the area of a call", () => {
  const routed = (event: Readonly<Record<string, unknown>>) =>
    decideCall({ calledParty: "999", territory: "GB", ...event }, snapshotWithAreas);
  const at = (lat: number, lon: number, radiusM?: number) => ({ location: { geo: { lat, lon, radiusM } } });

  it.each<[string, Readonly<Record<string, unknown>>, object, readonly string[]]>([
    ["west", at(50.5, -1.5), { from: "boundary", area: "west", displayName: "The West", match: "inside" }, []],
    [
      "west",
      at(50.5, -1.001, 500),
      { from: "boundary", area: "west", match: "overlaps", alternatives: ["east"], uncertaintyM: 500 },
      ["location-ambiguous"],
    ],
    [
      "north",
      { location: { pidf: pidf(civic({ country: "GB", A1: "England", A3: "Leeds" }), { method: "Manual" }) } },
      { from: "civic", area: "north", match: "key", method: "Manual" },
      [],
    ],
    ["east", { locationKey: "hq" }, { from: "locationKey", area: "east", match: "key", method: null }, []],
    ["north", { callingParty: "+441632960123" }, { from: "callingPartyPrefix", area: "north", match: "key" }, []],
    ["paris", { ...at(48.5, 2.5), calledParty: "112", territory: null }, { area: "paris", match: "inside" }, []],
    ["screening", { ingress: "teams" }, {}, ["location-missing", "screened"]],
    ["emergency-a", at(58, -4), { area: null, from: null, match: null }, ["location-unmatched"]],
    ["emergency-a", at(48.5, 2.5), { area: null }, ["location-unmatched", "location-abroad"]],
    ["emergency-a", { location: { pidf: "<presence" } }, {}, ["location-unreadable"]],
    ["emergency-a", {}, {}, []],
  ])("sends to %s: %j", (first, event, location, flags) => {
    const decision = routed(event);
    expect(decision.routes[0]?.name).toBe(first);
    expect(decision.routes.at(-1)?.name).toBe("contingency");
    expect(decision.location ?? {}).toMatchObject(location);
    expect(decision.flags).toEqual(flags);
  });

  it("gives a callback number only from a place that is believed, else leaves the caller as received", async () => {
    const calling = await starterWithAreas((document) => {
      const { areas, ...others } = withAreas(document) as Record<string, object[]>;
      return {
        ...others,
        areas,
        locationRules: [
          { territory: "GB", order: ["locationKey"], maxAgeS: 60, methods: ["LIS"], screenRouteSet: "screening" },
        ],
        conversions: document.conversions.map((conversion) => ({
          ...conversion,
          steps: [...conversion.steps, { do: "set-calling-party", from: "elin" }],
        })),
      };
    }, tables);
    const caller = (timestamp: string, method: string) => {
      const location = { civic: { country: "GB", ELIN: "+441632960999" }, timestamp, method };
      const call = { calledParty: "999", callingParty: "+442079460000", territory: "GB", locationKey: "hq", location };
      return decideCall(call, calling).conversion.callingParty;
    };
    expect(caller("2026-11-22T11:59:30Z", "LIS")).toBe("+441632960999");
    expect(caller("2026-11-22T11:00:00Z", "LIS")).toBeUndefined();
    expect(caller("2026-11-22T11:59:30Z", "Manual")).toBeUndefined();
  });

  it("is told of a test call, and leads it neither to a PSAP nor to a desk", async () => {
    const inAmerica = await starterWithAreas((document) => {
      const { areas, locationRules, ...others } = withAreas(document) as Record<string, object[]>;
      return {
        ...others,
        areas: areas?.map((area) => ({ ...area, territory: "US" })),
        locationRules: locationRules?.map((rule) => ({ ...rule, territory: "US", order: ["locationKey"] })),
      };
    }, tables);
    const ask = (calledParty: string, locationKey: string) =>
      decideCall({ calledParty, territory: "US", ingress: "teams", locationKey }, inAmerica);
    const names = (calledParty: string, locationKey: string) =>
      ask(calledParty, locationKey).routes.map(({ name }) => name);
    const without = decideCall({ calledParty: "933", territory: "US" }).routes.map(({ name }) => name);
    expect(names("911", "hq")[0]).toBe("east");
    expect(names("933", "hq")).toEqual(without);
    expect(ask("933", "hq").location?.area).toBe("east");
    expect(ask("911", "moon").flags).toContain("screened");
    expect(names("933", "moon")).toEqual(without);
    expect(ask("933", "moon").flags).not.toContain("screened");
  });

  it("has no place in a territory that is not known, and none in a call that is not routed", () => {
    const unknown = decideCall({ calledParty: "112", callingParty: "anonymous", locationKey: "hq" }, snapshotWithAreas);
    expect([unknown.number.territory, unknown.location]).toEqual([null, null]);
    const ordinary = decideCall({ calledParty: "+442079460000", locationKey: "hq" }, snapshotWithAreas);
    expect(ordinary.location).toBeNull();
  });

  it("costs the call no more than the area when it cannot be asked, or its routes or its conversion cannot be used", async () => {
    const { areas } = snapshotWithAreas;
    const silent = { ...areas, byName: new Map() } as NonNullable<typeof areas>;
    const spoilt = Object.defineProperty({ ...areas }, "tables", {
      get: () => {
        throw new Error("no tables");
      },
    });
    const unasked = decideCall(
      { calledParty: "999", territory: "GB", ...at(50.5, -1.5) },
      { ...snapshotWithAreas, areas: spoilt as typeof areas },
    );
    expect(unasked.routes[0]?.name).toBe("emergency-a");
    expect(unasked.flags).toEqual(["location-unmatched"]);
    expect(
      decideCall({ calledParty: "999", territory: "GB", locationKey: "hq" }, { ...snapshotWithAreas, areas: silent })
        .routes[0]?.name,
    ).toBe("emergency-a");
    const gone = await starterWithAreas(
      (document) => ({ ...withAreas(document), routeSets: document.routeSets }),
      tables,
    );
    const routeless = decideCall({ calledParty: "999", territory: "GB", locationKey: "hq" }, gone);
    expect([routeless.routes[0]?.name, routeless.flags]).toEqual(["emergency-a", []]);
    const failing = await starterWithAreas(
      (document) => ({
        ...withAreas(document),
        areas: [{ name: "east", territory: "GB", displayName: "E", routeSet: "east", conversion: "by-site" }],
        conversions: [
          ...document.conversions,
          {
            name: "by-site",
            steps: [{ do: "lookup", table: "none", key: "locationKey" }],
            examples: [{ in: "1", out: "1" }],
          },
        ],
      }),
      tables,
    );
    const unconverted = decideCall({ calledParty: "999", territory: "GB", locationKey: "hq" }, failing);
    expect(unconverted.routes[0]?.requestUri).toBe("sip:999@emergency-a.operator.example;user=phone");
    expect(unconverted.flags).toEqual(["conversion-failed"]);
    expect(unconverted.location?.area).toBe("east");
  });
});
