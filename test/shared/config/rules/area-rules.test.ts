import { describe, expect, it } from "vitest";
import { compileAreas } from "../../../../shared/config/compile/compile-areas.ts";
import { documentSchema } from "../../../../shared/config/document.ts";
import { validateDocument } from "../../../../shared/config/rules/validate-document.ts";
import type { DamagedTable } from "../../../../shared/routing/snapshot.ts";
import { compiled } from "../../../support/config/compiled-document.ts";
import { tables } from "../../../support/location/areas.ts";

const areas = ["west", "east", "north"].map((name) => ({
  ...{ name, territory: "GB", displayName: name, routeSet: "psap" },
}));

const base = {
  territories: [{ code: "GB", callingCode: "44", routeSet: "psap" }],
  numbers: [
    { territory: "GB", shortCode: "999", class: "emergency" },
    { territory: "GB", shortCode: "112", class: "emergency" },
  ],
  routeSets: [{ name: "psap", routes: [{ name: "psap", host: "psap.operator.example" }] }],
  areas: [...areas, { name: "paris", territory: "GB", displayName: "Paris, in this test", routeSet: "psap" }],
  locationTables: [...tables].map(([name, { keys }]) => ({ name, keys, version: 1 })),
};

type Damage = ReadonlyMap<string, DamagedTable>;

async function validate(change: object, damaged: Damage = new Map()) {
  const document = documentSchema.parse({ ...base, ...change });
  const { snapshot } = await compiled(document);
  const locationTables = new Map([...tables].filter(([name]) => !damaged.has(name)));
  const places = { locationTables, areas: compileAreas(document, { locationTables, damaged }), damagedTables: damaged };
  const { faults, warnings } = await validateDocument(
    { document, snapshot: { ...snapshot, ...places } },
    Date.parse("2026-11-22T12:00:00.000Z"),
  );
  const lines = (found: typeof faults) =>
    found
      .filter(({ list }) => list === "areas" || list.startsWith("location"))
      .map(({ list, index, field, message }) => `${list}[${index}].${field.join(".")}: ${message}`);
  return { faults: lines(faults), warnings: lines(warnings) };
}

const withExample = (example: object) => ({
  areas: base.areas.map((area) => (area.name === "west" ? { ...area, examples: [example] } : area)),
});

describe("areas and location tables", () => {
  it("are right as they are", async () => {
    expect(await validate({})).toEqual({ faults: [], warnings: [] });
  });

  it.each<[string, object, readonly string[]]>([
    ["a point", { location: { geo: { lat: 50.5, lon: -1.5 } } }, []],
    [
      "a point elsewhere",
      { location: { geo: { lat: 50.5, lon: -0.5 } } },
      ["areas[0].examples.0: should lead to west, but leads to east"],
    ],
    [
      "a point in no area",
      { location: { geo: { lat: 55, lon: -1.5 } } },
      ["areas[0].examples.0: should lead to west, but leads to no area"],
    ],
    [
      "an address elsewhere",
      { location: { civic: { country: "GB", A1: "England", A3: "Leeds" } } },
      ["areas[0].examples.0: should lead to west, but leads to north"],
    ],
    [
      "a number elsewhere",
      { callingParty: "+441632960123" },
      ["areas[0].examples.0: should lead to west, but leads to north"],
    ],
    ["a key elsewhere", { locationKey: "hq" }, ["areas[0].examples.0: should lead to west, but leads to east"]],
  ])("have examples that must come out: %s", async (_, example, faults) => {
    expect((await validate(withExample(example))).faults).toEqual(faults);
  });

  it("have examples that do not become stale with time", async () => {
    const { areas: withOne } = withExample({
      location: { geo: { lat: 50.5, lon: -1.5 }, timestamp: "2026-01-01T00:00:00Z" },
    });
    const locationRules = [{ territory: "GB", order: ["boundary"], maxAgeS: 60 }];
    expect((await validate({ areas: withOne, locationRules })).faults).toEqual([]);
  });

  it("do not judge examples by tables of which one cannot be used", async () => {
    const damaged = new Map([["sites", { version: 1, why: "has no rows", isPassing: false }]]);
    const { faults } = await validate(withExample({ locationKey: "hq" }), damaged);
    expect(faults).toEqual(["locationTables[2].version: version 1 of the table sites has no rows"]);
  });

  it("lead to areas that there are: every missing one is named once, by its table", async () => {
    const { faults } = await validate({ areas: areas.filter(({ name }) => name !== "west") });
    expect(faults).toEqual([
      "locationTables[0].version: there are no areas paris, west, which version 1 of borders leads to",
    ]);
  });

  it("have names that no lookup table has", async () => {
    const { faults } = await validate({ lookupTables: [{ name: "sites", keys: "locationKey", version: 1 }] });
    expect(faults).toContain("locationTables[2].name: there is a lookup table sites");
  });

  it("name territories, ingresses and route sets that there are", async () => {
    const { faults } = await validate({
      areas: [...base.areas, { name: "x", territory: "FR", displayName: "x", routeSet: "none", conversion: "none" }],
      locationRules: [{ territory: "DE", ingress: "zoom", order: ["civic"], screenRouteSet: "screen" }],
    });
    expect(faults).toEqual([
      "areas[4].territory: there is no territory FR",
      "areas[4].routeSet: there is no route set none",
      "areas[4].conversion: there is no conversion none",
      "locationRules[0].territory: there is no territory DE",
      "locationRules[0].ingress: there is no ingress zoom",
      "locationRules[0].screenRouteSet: there is no route set screen",
    ]);
  });

  it("warn of an area that makes no difference", async () => {
    const more = { name: "moon", territory: "GB", displayName: "Moon" };
    expect((await validate({ areas: [...base.areas, more] })).warnings).toEqual([
      "areas[4].: no location table leads to moon",
      "areas[4].routeSet: moon has neither a route set nor a conversion: its calls go where they would go without it",
    ]);
  });
});
