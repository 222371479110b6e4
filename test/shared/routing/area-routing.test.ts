import { describe, expect, it } from "vitest";
import { decideCall, starterWithAreas } from "../../support/config/decide-call.ts";
import { snapshotWithAreas, tables, withAreas } from "../../support/location/areas.ts";
import { civic, pidf } from "../../support/location/pidf.ts";

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

const screening = await starterWithAreas(
  (document) => ({
    ...withAreas(document),
    locationRules: [{ ingress: "teams", order: ["boundary", "locationKey"], screenRouteSet: "screening" }],
  }),
  tables,
);

describe("a rule for all territories", () => {
  const decided = (event: Readonly<Record<string, unknown>>) =>
    decideCall({ calledParty: "112", ingress: "teams", callingParty: "anonymous", ...event }, screening);

  it.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ["without a location", {}, ["location-missing"]],
    ["with a place whose country nobody knows", { location: { geo: { lat: 58, lon: -4 } } }, ["location-unmatched"]],
    ["with a location that cannot be read", { location: { pidf: "<" } }, ["location-unreadable", "location-missing"]],
    ["to a service, which no list of a territory has", { calledParty: "urn:service:sos" }, ["location-missing"]],
  ])("screens and flags a call whose territory is not known: %s", (_, event, flags) => {
    const decision = decided(event);
    expect(decision.number.territory).toBeNull();
    expect(decision.routes.map(({ name }) => name)).toEqual(["screening", "contingency"]);
    expect(decision.flags).toEqual(["ambiguous-territory", ...flags, "screened"]);
  });

  it("leaves the calls of other ingresses as they are", () => {
    const decision = decided({ ingress: "zoom", calledParty: "urn:service:sos" });
    expect(decision.flags).not.toContain("screened");
    expect(decision.routes.map(({ name }) => name)).toEqual(["contingency"]);
  });
});

describe("the flag screened", () => {
  it("is said only of a call that takes the rule's route set", async () => {
    const withTenant = await starterWithAreas(
      (document) => ({
        ...withAreas(document),
        tenants: [{ name: "contoso" }],
        numbers: [
          ...document.numbers,
          { tenant: "contoso", territory: "GB", shortCode: "999", class: "emergency", routeSet: "north" },
        ],
      }),
      tables,
    );
    const decided = (event: object) =>
      decideCall({ calledParty: "999", territory: "GB", ingress: "teams", ...event }, withTenant);
    expect(decided({}).routes[0]?.name).toBe("screening");
    expect(decided({}).flags).toEqual(["location-missing", "screened"]);
    expect(decided({ tenant: "contoso" }).routes[0]?.name).toBe("north");
    expect(decided({ tenant: "contoso" }).flags).toEqual(["location-missing"]);
  });

  it("is not said where the rule's route set cannot be used", async () => {
    const gone = await starterWithAreas(
      (document) => ({ ...withAreas(document), routeSets: document.routeSets }),
      tables,
    );
    const decision = decideCall({ calledParty: "999", territory: "GB", ingress: "teams" }, gone);
    expect(decision.routes[0]?.name).toBe("emergency-a");
    expect(decision.flags).toEqual(["location-missing"]);
  });
});
