import { describe, expect, it } from "vitest";
import { compileAreas } from "../../../shared/config/compile/compile-areas.ts";
import { documentSchema } from "../../../shared/config/document.ts";
import type { CompiledAreas, LocationTable } from "../../../shared/location/areas.ts";
import { areasTouched } from "../../../shared/location/areas-at.ts";
import { toUnits } from "../../../shared/location/boundary.ts";
import { civicRows, foldCivicKey } from "../../../shared/location/civic-key.ts";
import { type AreaQuestion, findArea } from "../../../shared/location/find-area.ts";
import { makeBoundary } from "../../../shared/location/make-boundary.ts";
import type { Civic, Place, Shape } from "../../../shared/location/place.ts";
import { readPidf } from "../../../shared/location/read-pidf.ts";
import { outlineOf } from "../../../shared/location/shape-outline.ts";
import { pidf, polygon } from "../../support/location/pidf.ts";
import { square } from "../../support/location/square.ts";

const boundary: LocationTable = {
  keys: "boundary",
  boundary: await makeBoundary([
    square("west", -2, 50, 1),
    square("east", -1, 50, 1),
    square("town", -1.75, 50.25, 0.25),
    square("france", 2, 48, 1),
    square("dateline-east", 179, -18, 1),
    square("dateline-west", -180, -18, 1),
  ]),
};

const rowsOf = (rows: Record<string, string>) => new Map(Object.entries(rows));
const civic: LocationTable = {
  keys: "civic",
  civic: civicRows(
    new Map(
      [
        ["GB|England||||", "east"],
        ["GB|England||Leeds||", "west"],
        ["GB|||||LS1", "town"],
        ["uk|||||AB1", "east"],
        ["FR|||||", "france"],
      ].map(([key = "", area = ""]) => [foldCivicKey(key), area]),
    ),
  ),
};
const sites: LocationTable = { keys: "locationKey", rows: rowsOf({ hq: "west", paris: "france" }) };
const callers: LocationTable = { keys: "callingParty", rows: rowsOf({ "+441632960123": "town" }) };
const prefixes: LocationTable = {
  keys: "callingPartyPrefix",
  rows: rowsOf({ "+441632": "west", "+4416329": "east", "+33": "france" }),
};

type Rule = Readonly<Record<string, unknown>>;

function areasWith(
  tables: Readonly<Record<string, LocationTable>>,
  rules: readonly Rule[] = [],
  damaged: ReadonlyMap<string, unknown> = new Map(),
): CompiledAreas {
  const area = (name: string, territory = "GB") => ({ name, territory, displayName: name, routeSet: `${name}-psap` });
  const document = documentSchema.parse({
    areas: [
      ...["west", "east", "town"].map((name) => area(name)),
      area("france", "FR"),
      area("dateline-east", "FJ"),
      area("dateline-west", "FJ"),
    ],
    locationTables: Object.entries(tables).map(([name, { keys }]) => ({ name, keys, version: 1 })),
    locationRules: rules,
  });
  const compiled = compileAreas(document, { locationTables: rowsOfTables(tables), damaged });
  if (compiled === null) throw new Error("there are areas");
  return compiled;
}

const rowsOfTables = (tables: Readonly<Record<string, LocationTable>>) => new Map(Object.entries(tables));

const everything = { boundary, civic, sites, callers, prefixes };

const placeOf = (given: Partial<Place>): Place => ({
  ...{ shape: null, civic: null, method: null, timestampMs: null, elin: null, uncertaintyM: null },
  ...given,
});
const at = (lat: number, lon: number): Place => placeOf({ shape: { kind: "point", centre: { lat, lon } } });
const circle = (lat: number, lon: number, radiusM: number): Place =>
  placeOf({ shape: { kind: "circle", centre: { lat, lon }, radiusM }, uncertaintyM: radiusM });
const polygonOf = (corners: string): Place | null => readPidf(pidf(polygon(corners.split(", "))))?.[0] ?? null;
const address = (civicAddress: Civic): Place => placeOf({ civic: civicAddress });

const question = (given: Partial<AreaQuestion>): AreaQuestion => ({
  ...{ place: null, isDoubted: false, callingParty: null, locationKey: null, territory: "GB", ingress: "teams" },
  ...given,
});

/** The area, how it was told, and the flags, on one line. */
function found(areas: CompiledAreas, given: Partial<AreaQuestion>): string {
  const finding = findArea(areas, question(given));
  if (finding === null) return "nothing is asked";
  const { match, flags, screenRouteSet } = finding;
  const who = match === null ? "none" : `${match.area} by ${match.from}, ${match.match}`;
  const others = match === null || match.alternatives.length === 0 ? "" : ` or ${match.alternatives.join("+")}`;
  return [`${who}${others}`, ...flags, ...(screenRouteSet === null ? [] : [`to ${screenRouteSet}`])].join("; ");
}

describe("the area of a caller", () => {
  const areas = areasWith(everything);

  it.each<[string, Partial<AreaQuestion>, string]>([
    ["a point", { place: at(50.5, -0.5) }, "east by boundary, inside"],
    [
      "a point in a town within another area: the smaller one",
      { place: at(50.4, -1.6) },
      "town by boundary, overlaps or west; location-ambiguous",
    ],
    ["a point on the border of two", { place: at(50.7, -1) }, "east by boundary, overlaps or west; location-ambiguous"],
    ["a point on an outer corner", { place: at(51, 0) }, "east by boundary, inside"],
    ["a point in no area", { place: at(55, 0) }, "none; location-unmatched"],
    ["a small circle", { place: circle(50.5, -0.5, 100) }, "east by boundary, inside"],
    [
      "a circle that touches the neighbour",
      { place: circle(50.9, -0.999, 500) },
      "east by boundary, overlaps or west; location-ambiguous",
    ],
    ["a circle whose centre is in no area", { place: circle(51.001, -0.5, 500) }, "east by boundary, overlaps"],
    [
      "a polygon bent around a town that it does not touch",
      {
        place: polygonOf(
          "50.1 -1.9, 50.6 -1.9, 50.6 -1.85, 50.15 -1.85, 50.15 -1.4, 50.6 -1.4, 50.6 -1.35, 50.1 -1.35, 50.1 -1.9",
        ),
      },
      "west by boundary, inside",
    ],
    [
      "a polygon in the east whose edges cross",
      { place: polygonOf("50.5 -0.5, 50.503 -0.497, 50.503 -0.5, 50.5 -0.497003, 50.5 -0.5") },
      "east by boundary, inside",
    ],
    ["an area of another territory", { place: at(48.5, 2.5) }, "none; location-unmatched; location-abroad"],
    ["an address", { place: address({ country: "GB", A1: "England", A3: "York" }) }, "east by civic, key"],
    [
      "the more specific address",
      { place: address({ country: "GB", A1: "England", A3: "Leeds" }) },
      "west by civic, key",
    ],
    [
      "as many parts, the finer one",
      { place: address({ country: "GB", A1: "England", PC: "LS1" }) },
      "town by civic, key",
    ],
    [
      "an address in other letters",
      { place: address({ country: "GB", A1: " ENGLAND ", A3: "leeds" }) },
      "west by civic, key",
    ],
    ["an address in a row of UK", { place: address({ country: "GB", PC: "AB1" }) }, "east by civic, key"],
    ["an address abroad", { place: address({ country: "FR" }) }, "none; location-unmatched; location-abroad"],
    ["a location key", { locationKey: "hq" }, "west by locationKey, key"],
    ["a location key of another territory", { locationKey: "paris" }, "none; location-abroad"],
    ["an unknown location key", { locationKey: "moon" }, "none"],
    ["a registered number", { callingParty: "+44 1632 960123" }, "town by callingParty, key"],
    ["the longest prefix of a number", { callingParty: "+441632960999" }, "east by callingPartyPrefix, key"],
    ["a shorter prefix", { callingParty: "tel:+441632560999" }, "west by callingPartyPrefix, key"],
    ["a registered number behind 00", { callingParty: "00441632960123" }, "town by callingParty, key"],
    ["a registered number behind +00", { callingParty: "+00441632960123" }, "town by callingParty, key"],
    ["a registered number without its plus", { callingParty: "441632960123" }, "town by callingParty, key"],
    ["a registered number in the national form", { callingParty: "01632 960123" }, "town by callingParty, key"],
    ["the prefix of a number in the national form", { callingParty: "01632960999" }, "east by callingPartyPrefix, key"],
    ["the prefix of a number without its plus", { callingParty: "441632960999" }, "east by callingPartyPrefix, key"],
    ["a number of another territory says nothing", { callingParty: "+33140000000" }, "none"],
    ["a withheld number", { callingParty: "anonymous" }, "none"],
    ["a place before the number", { place: at(50.5, -0.5), callingParty: "+441632960123" }, "east by boundary, inside"],
    [
      "a number, where the place is in no area",
      { place: at(55, 0), callingParty: "+441632560999" },
      "west by callingPartyPrefix, key; location-unmatched",
    ],
    [
      "a place and a key that differ",
      { place: at(50.5, -0.5), locationKey: "hq" },
      "east by boundary, inside; location-conflict",
    ],
    [
      "a place on a border, and a key that says which",
      { place: at(50.7, -1), locationKey: "hq" },
      "east by boundary, overlaps or west; location-ambiguous",
    ],
    ["a territory without areas", { territory: "IE", locationKey: "hq" }, "nothing is asked"],
  ])("is found for %s", (_, given, expected) => {
    expect(found(areas, given)).toBe(expected);
  });

  it("is that of the most specific address in the territory, in whichever table and beside whatever is abroad", () => {
    const table = (rows: Record<string, string>): LocationTable => ({
      keys: "civic",
      civic: civicRows(new Map(Object.entries(rows).map(([key, area]) => [foldCivicKey(key), area]))),
    });
    const wide = table({ "GB|England||||": "east" });
    const near = table({ "GB|England||Leeds||": "west" });
    const abroad = table({ "GB|England||Leeds||LS1": "france", "GB|||||": "town" });
    const leeds = { place: address({ country: "GB", A1: "England", A3: "Leeds", PC: "LS1" }) };
    expect(found(areasWith({ wide, near }), leeds)).toBe("west by civic, key");
    expect(found(areasWith({ near, wide }), leeds)).toBe("west by civic, key");
    expect(found(areasWith({ abroad, near, wide }), leeds)).toBe("west by civic, key");
    expect(found(areasWith({ abroad }), leeds)).toBe("town by civic, key");
    expect(found(areasWith({ abroad }), { ...leeds, territory: "FJ" })).toBe(
      "none; location-unmatched; location-abroad",
    );
  });

  it("is that on either side of the antimeridian for a point on it, whichever sign it has", () => {
    const onIt = (lon: number) => found(areas, { territory: "FJ", place: at(-17.5, lon) });
    expect(onIt(180)).toBe("dateline-east by boundary, overlaps or dateline-west; location-ambiguous");
    expect(onIt(-180)).toBe(onIt(180));
  });

  it("is found across the antimeridian for a shape that reaches over it", () => {
    const across = (lon: number) => found(areas, { territory: "FJ", place: circle(-17.5, lon, 5_000) });
    expect(across(179.99)).toBe("dateline-east by boundary, overlaps or dateline-west; location-ambiguous");
    expect(across(-179.99)).toBe("dateline-west by boundary, overlaps or dateline-east; location-ambiguous");
  });

  it("is found for a polygon across the antimeridian, which does not go around the world", async () => {
    const ring = [
      { lat: -17.6, lon: 179.9 },
      { lat: -17.6, lon: -179.95 },
      { lat: -17.4, lon: -179.95 },
      { lat: -17.4, lon: 179.9 },
    ];
    const shape: Shape = { kind: "polygon", centre: { lat: -17.5, lon: 179.975 }, ring };
    const far: LocationTable = { keys: "boundary", boundary: await makeBoundary([square("town", 10, -18, 1)]) };
    const fiji = areasWith({ boundary, far });
    expect(outlineOf(shape)?.box).toEqual([toUnits(179.9), toUnits(-17.6), toUnits(180.05), toUnits(-17.4)]);
    const search = { budget: { left: 100 }, isWanted: () => true };
    expect(areasTouched(fiji.tables.boundary, shape, search)).toEqual(["dateline-east", "dateline-west"]);
  });

  it.each<[string, Shape]>([
    [
      "an ellipse along the border's direction",
      { kind: "ellipse", centre: { lat: 50.5, lon: -0.995 }, semiMajorM: 900, semiMinorM: 50, orientationDeg: 90 },
    ],
    [
      "an arc band",
      {
        kind: "arc-band",
        centre: { lat: 50.5, lon: -0.995 },
        apex: { lat: 50.5, lon: -0.98 },
        innerM: 500,
        outerM: 1_600,
        startDeg: 250,
        openingDeg: 40,
      },
    ],
    [
      "a polygon",
      {
        kind: "polygon",
        centre: { lat: 50.5, lon: -0.995 },
        ring: [
          { lat: 50.4, lon: -1.01 },
          { lat: 50.4, lon: -0.98 },
          { lat: 50.6, lon: -0.995 },
        ],
      },
    ],
  ])("is that of the centre of %s, and what it touches besides is an alternative", (_, shape) => {
    expect(found(areas, { place: placeOf({ shape }) })).toBe("east by boundary, overlaps or west; location-ambiguous");
  });

  it.each([8_000, 30_000])(
    "is found across a strait by a circle of %d m, however many areas of another territory it touches",
    async (radiusM) => {
      const coast = Array.from({ length: 12 }, (_, i) => square(`fr-${i}`, 1.55 + i / 200, 50.85, 0.004));
      const channel: LocationTable = {
        keys: "boundary",
        boundary: await makeBoundary([...coast, square("kent", 1.3, 50.9, 0.1)]),
      };
      const document = documentSchema.parse({
        areas: [
          ...coast.map(({ area }) => ({ name: area, territory: "FR", displayName: area })),
          { name: "kent", territory: "GB", displayName: "Kent" },
        ],
        locationTables: [{ name: "channel", keys: "boundary", version: 1 }],
      });
      const both = compileAreas(document, { locationTables: rowsOfTables({ channel }), damaged: new Map() });
      if (both === null) throw new Error("there are areas");
      expect(found(both, { place: circle(50.95, 1.5, radiusM) })).toBe("kent by boundary, overlaps");
    },
  );

  it.each([
    ["in a hole, far from its side", circle(50.5, -0.5, 500), "none; location-unmatched"],
    ["in a hole, over its side", circle(50.5, -0.699, 500), "east by boundary, overlaps"],
    ["over the side of a hole where it pokes out", circle(50.5, 0.2, 500), "none; location-unmatched"],
    ["over the outside, beside the hole", circle(50.975, 0, 500), "east by boundary, inside"],
  ])("is touched by a circle only where there is ground: %s", async (_, place, expected) => {
    const [outside] = square("east", -1, 50, 1).rings;
    const [hole] = square("hole", -0.7, 50.05, 0.9).rings;
    const rings = [outside, hole].map((xy) => xy ?? new Int32Array());
    const holed: LocationTable = { keys: "boundary", boundary: await makeBoundary([{ area: "east", rings }]) };
    expect(found(areasWith({ holed }), { place })).toBe(expected);
  });

  it.each<[string, Partial<AreaQuestion>, string]>([
    ["a point in both", { territory: null, place: at(50.5, 1) }, "none; location-conflict"],
    ["a point in one of them", { territory: null, place: at(50.5, 0.5) }, "none; location-unmatched"],
    ["a point in none", { territory: null, place: at(10, 10) }, "none; location-unmatched"],
    [
      "a point in both, and an address in one",
      { territory: null, place: { ...at(50.5, 1), civic: { country: "FR" } } },
      "none; location-unmatched",
    ],
    [
      "a point in both, where the territory is known",
      { territory: "FR", place: at(50.5, 1) },
      "france by boundary, inside",
    ],
  ])("that borders on one of another territory is found only in a known territory: %s", async (_, given, expected) => {
    const border: LocationTable = {
      keys: "boundary",
      boundary: await makeBoundary([square("east", 0, 50, 1), square("france", 1, 50, 1)]),
    };
    expect(found(areasWith({ border }), given)).toBe(expected);
  });

  it("is not touched by an ellipse that lies along its border", () => {
    const shape: Shape = {
      kind: "ellipse",
      centre: { lat: 50.5, lon: -0.995 },
      semiMajorM: 900,
      semiMinorM: 50,
      orientationDeg: 0,
    };
    expect(found(areas, { place: placeOf({ shape }) })).toBe("east by boundary, inside");
  });

  it("of a shape too intricate to compare with every border is that of its centre, and said to be in doubt", async () => {
    const coast = Array.from({ length: 4_000 }, (_, i) => [i, i % 2 === 0 ? 0 : 1] as const);
    const xy = coast.flatMap(([i, out]) => [-0.9 + i / 10_000, 50.9 + out / 100].map(toUnits));
    const islands: LocationTable = {
      keys: "boundary",
      boundary: await makeBoundary([square("west", -2, 50, 1), { area: "east", rings: [Int32Array.from(xy)] }]),
    };
    // A ring of 1,000 corners around both, open to the west.
    const side = (from: number, to: number, lon: (i: number) => number, lat: (i: number) => number) =>
      Array.from({ length: 250 }, (_, i) => ({
        lat: lat(from + ((to - from) * i) / 250),
        lon: lon(from + ((to - from) * i) / 250),
      }));
    const hook = (by: number) => [
      ...side(
        -0.99,
        0.4,
        (at) => at,
        () => 50.8 - by,
      ),
      ...side(
        50.8 - by,
        51 + by,
        () => 0.4 + by,
        (at) => at,
      ),
    ];
    const ring = [...hook(0.01), ...hook(0).toReversed()];
    const shape: Shape = { kind: "polygon", centre: { lat: 50.5, lon: -1.5 }, ring };
    expect(found(areasWith({ islands }), { place: placeOf({ shape }) })).toBe(
      "west by boundary, overlaps; location-ambiguous",
    );
  });

  it("is found at a pole, whatever the longitude", async () => {
    const cap = Int32Array.from([-180, 80, 180, 80, 180, 90, -180, 90].map(toUnits));
    const north: LocationTable = { keys: "boundary", boundary: await makeBoundary([{ area: "west", rings: [cap] }]) };
    for (const lon of [-180, -90, 0, 179])
      expect(found(areasWith({ north }), { place: at(90, lon) })).toBe("west by boundary, inside");
  });
});

describe("a rule", () => {
  const rule = (more: Rule): readonly Rule[] => [
    { territory: "GB", ingress: "teams", order: ["boundary", "locationKey"], ...more },
  ];

  it.each<[string, readonly Rule[], Partial<AreaQuestion>, string]>([
    [
      "asks in its order",
      rule({ order: ["locationKey", "boundary"] }),
      { place: at(50.5, -0.5), locationKey: "hq" },
      "west by locationKey, key; location-conflict",
    ],
    [
      "asks for no place: then none is missed",
      rule({ order: ["callingPartyPrefix"] }),
      { place: at(55, 0), callingParty: "+441632560999" },
      "west by callingPartyPrefix, key",
    ],
    [
      "asks nothing else",
      rule({ order: ["boundary"] }),
      { place: at(55, 0), locationKey: "hq" },
      "none; location-unmatched",
    ],
    [
      "expects a location where it asks for one",
      rule({}),
      { locationKey: "hq" },
      "west by locationKey, key; location-missing",
    ],
    [
      "expects none where it asks for none",
      rule({ order: ["locationKey"] }),
      { locationKey: "hq" },
      "west by locationKey, key",
    ],
    [
      "misses no location that it does not believe, which somebody has flagged",
      rule({}),
      { isDoubted: true, locationKey: "hq" },
      "west by locationKey, key",
    ],
    ["screens where nothing is told", rule({ screenRouteSet: "screen" }), {}, "none; location-missing; to screen"],
    [
      "screens where the place is unknown",
      rule({ screenRouteSet: "screen" }),
      { place: at(55, 0) },
      "none; location-unmatched; to screen",
    ],
    [
      "screens where the place is not believed",
      rule({ screenRouteSet: "screen" }),
      { isDoubted: true },
      "none; to screen",
    ],
    [
      "screens nobody whose area is told",
      rule({ screenRouteSet: "screen" }),
      { locationKey: "hq" },
      "west by locationKey, key; location-missing",
    ],
    [
      "of both names goes before one of the territory",
      [...rule({ order: ["locationKey"] }), { territory: "GB", order: ["boundary"] }],
      { locationKey: "hq" },
      "west by locationKey, key",
    ],
    [
      "of the territory goes before one of the ingress",
      [
        { territory: "GB", order: ["locationKey"] },
        { ingress: "teams", order: ["boundary"] },
      ],
      { locationKey: "hq" },
      "west by locationKey, key",
    ],
    [
      "of the ingress goes before one of all",
      [{ ingress: "teams", order: ["locationKey"] }, { order: ["boundary"] }],
      { locationKey: "hq" },
      "west by locationKey, key",
    ],
    [
      "of all screens in a territory without areas",
      [{ order: ["boundary"], screenRouteSet: "screen" }],
      { territory: "IE" },
      "none; location-missing; to screen",
    ],
    [
      "of all screens where the territory is not known, and asks nothing",
      [{ order: ["boundary", "locationKey"], screenRouteSet: "screen" }],
      { territory: null, locationKey: "hq" },
      "none; location-missing; to screen",
    ],
    [
      "of all tells of a place in a territory that is not known",
      [{ order: ["boundary"] }],
      { territory: null, place: at(50.5, -0.5) },
      "none; location-unmatched",
    ],
    [
      "of an ingress screens its calls where the territory is not known",
      [
        { ingress: "teams", order: ["boundary"], screenRouteSet: "screen" },
        { order: ["boundary"], screenRouteSet: "other" },
      ],
      { territory: null },
      "none; location-missing; to screen",
    ],
    [
      "of a territory says nothing of a call whose territory is not known",
      rule({ screenRouteSet: "screen" }),
      { territory: null, locationKey: "hq" },
      "nothing is asked",
    ],
    [
      "of a territory says nothing of one with a place, which is in no area",
      rule({ screenRouteSet: "screen" }),
      { territory: null, place: at(50.5, -0.5) },
      "none; location-unmatched",
    ],
    [
      "of another ingress says nothing",
      [{ ingress: "zoom", order: ["boundary"] }],
      { locationKey: "hq" },
      "west by locationKey, key",
    ],
  ])("%s", (_, rules, given, expected) => {
    expect(found(areasWith(everything, rules), given)).toBe(expected);
  });
});

describe("the row *", () => {
  const withDefault: LocationTable = { keys: "locationKey", rows: rowsOf({ hq: "west", "*": "east" }) };

  it("leads callers to its area that nothing else leads anywhere", () => {
    const areas = areasWith({ boundary, withDefault });
    expect(found(areas, {})).toBe("east by locationKey, default");
    expect(found(areas, { place: at(55, 0) })).toBe("east by locationKey, default; location-unmatched");
    expect(found(areas, { locationKey: "hq" })).toBe("west by locationKey, key");
    expect(found(areas, { locationKey: "*" })).toBe("east by locationKey, default");
  });

  it("leads nobody of another territory", () => {
    expect(found(areasWith({ withDefault }), { territory: "FR" })).toBe("none");
  });
});

describe("a damaged table", () => {
  it("shows where a caller is led to no area, and only there", () => {
    const areas = areasWith({ sites }, [], new Map([["sites", {}]]));
    expect(found(areas, { locationKey: "hq" })).toBe("west by locationKey, key");
    expect(found(areas, { locationKey: "moon" })).toBe("none; lookup-table-damaged");
  });
});

describe("the other locations of a call", () => {
  const areas = areasWith(everything);
  const east = at(50.5, -0.5);
  const leeds = address({ country: "GB", A1: "England", A3: "Leeds" });

  it.each<[string, Place, readonly Place[], boolean]>([
    ["an address in another area", east, [leeds], true],
    ["a point in another area than the address", leeds, [east], true],
    ["a point in another area, a stone's throw away", at(50.5, -1.001), [at(50.5, -0.999)], true],
    ["two addresses", address({ country: "GB", PC: "LS1" }), [address({ country: "GB", PC: "AB1" })], true],
    ["the third of them", east, [east, at(50.6, -0.5), leeds], true],
    ["the same area by an address", east, [address({ country: "GB", PC: "AB1" })], false],
    ["a circle that touches the same area", at(50.5, -0.99), [circle(50.5, -1.001, 2_000)], false],
    ["an area that the place touches too", circle(50.5, -1.001, 2_000), [at(50.5, -0.99)], false],
    ["a place without an area", east, [at(10, 10), address({ country: "GB", A3: "Ely" })], false],
    ["no place", east, [], false],
  ])("disagree, or not, and decide nothing: %s", (_, place, others, isConflict) => {
    const asked = (given: Partial<AreaQuestion>) => findArea(areas, question({ place, ...given }));
    const [alone, beside] = [asked({}), asked({ others })];
    expect(beside?.match).toEqual(alone?.match);
    expect(beside?.flags.filter((flag) => flag !== "location-conflict")).toEqual(alone?.flags);
    expect(beside?.flags.includes("location-conflict")).toBe(isConflict);
  });

  it("are asked four at most", () => {
    const others = [east, east, east, east, leeds];
    expect(findArea(areas, question({ place: east, others }))?.flags).toEqual([]);
  });
});
