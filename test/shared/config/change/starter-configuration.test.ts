import { describe, expect, it } from "vitest";
import { catalogue } from "../../../../shared/catalogue/catalogue.ts";
import { starterConfiguration } from "../../../../shared/config/change/starter-configuration.ts";
import { certainSpellings } from "../../../../shared/recognition/spellings.ts";
import { convert } from "../../../../shared/routing/convert.ts";
import { decideCall } from "../../../support/config/decide-call.ts";

const starter = starterConfiguration();
const primary = catalogue.filter(({ tier, supersededOn }) => tier === "primary" && supersededOn === null);

describe("the starter configuration", () => {
  it("holds every primary number of the catalogue in use, for every customer, and no other", () => {
    const held = starter.numbers.map((item) => [
      item.tenant,
      item.territory,
      item.shortCode,
      item.class,
      item.services,
    ]);
    expect(held).toEqual(primary.map((entry) => ["*", entry.territory, entry.shortCode, entry.class, entry.services]));
  });

  it("holds every territory that has a number, under its calling code", () => {
    const held = starter.territories.map(({ code, callingCode }) => `${code} ${callingCode}`);
    expect(new Set(held)).toEqual(new Set(primary.map(({ territory, callingCode }) => `${territory} ${callingCode}`)));
    expect(held).toHaveLength(new Set(held).size);
  });

  it("has a profile for any ingress, for Zoom and for Teams", () => {
    expect(starter.ingresses.map(({ name }) => name)).toEqual(["default", "zoom", "teams"]);
  });

  it("accepts every spelling where the ingress is not known", () => {
    expect(starter.ingresses[0]?.spellings.toSorted()).toEqual([...certainSpellings].sort());
  });

  it("leaves the United States and Canada to Zoom, and to Teams nothing", () => {
    expect(starter.ingresses.map((item) => item.platformRoutedTerritories)).toEqual([[], ["US", "CA"], []]);
  });

  it("names only conversions and route sets that it holds", () => {
    const routeSets = new Set<string | null>(starter.routeSets.map(({ name }) => name));
    const conversions = new Set<string | null>(starter.conversions.map(({ name }) => name));
    expect(
      starter.territories.filter(
        ({ routeSet, conversion }) => !routeSets.has(routeSet) || !conversions.has(conversion),
      ),
    ).toEqual([]);
    expect(routeSets.has(starter.defaults.contingencyRouteSet)).toBe(true);
    expect(conversions.has(starter.defaults.conversion)).toBe(true);
  });

  it("has a worked example for its conversion that comes out", () => {
    const [shortCode] = starter.conversions;
    const [example] = shortCode?.examples ?? [];
    if (shortCode === undefined || example === undefined) throw new Error("no conversion");
    const nothing = {
      shortCode: null,
      territory: null,
      locationKey: null,
      callingParty: null,
      elin: null,
      serviceUrn: null,
    };
    const input = { ...nothing, number: example.in, callingCode: "44", tables: new Map() };
    expect(convert(shortCode, input)?.calledParty).toBe(example.out);
  });

  it("routes every emergency and test number that it holds, in the Zoom form", () => {
    const routed = primary.filter((entry) => entry.class !== "special");
    for (const { territory, callingCode, shortCode, class: callClass } of routed) {
      const decision = decideCall({ calledParty: `+${callingCode}${shortCode}`, territory });
      expect(decision).toMatchObject({
        class: callClass,
        action: "route",
        number: { territory, shortCode },
        conversion: { name: "short-code", calledParty: shortCode },
      });
      expect(decision.routes.map(({ name }) => name)).toEqual(
        callClass === "test" ? ["test-calls"] : ["emergency-a", "emergency-b", "contingency"],
      );
    }
  });
});
