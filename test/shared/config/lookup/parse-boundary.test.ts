import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportRows } from "../../../../shared/config/lookup/export-rows.ts";
import { parseBoundary, parseBoundaryRows } from "../../../../shared/config/lookup/parse-boundary.ts";

type Position = readonly unknown[];

const ring: readonly Position[] = [
  [-2, 50],
  [-1, 50],
  [-1, 51],
  [-2, 50],
];

const open: readonly Position[] = [...ring.slice(0, 3), [-1.5, 51]];

const feature = (coordinates: unknown, properties: object | null = { area: "west" }, type = "Polygon") => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});

const collection = (...features: readonly unknown[]) => ({ type: "FeatureCollection", features });
const bytesOf = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));

async function faultsOf(value: unknown, property = "area") {
  const parsed = await parseBoundary(bytesOf(value), property);
  return parsed.outcome === "valid" ? [] : parsed.faults.map(({ path, message }) => `${path}: ${message}`);
}

const inner = ring.map(([x, y]) => [-1.3 + Number(x) / 10, 45.2 + Number(y) / 10]);
/** It begins at another corner and goes the other way. */
const turned = [...ring.slice(1), ...ring.slice(1, 2)].toReversed();
const noGround = "holes are as large as the outside, which is the first ring (RFC 7946, 3.1.6)";
const closed = "a ring is not closed: its last position must be its first (RFC 7946, 3.1.6)";

const reading = { property: "area", territories: new Map<string, string>() };

describe("a boundary", () => {
  it("is read from polygons and multipolygons, in units, without the corner that closes a ring", async () => {
    const file = collection(
      feature([ring]),
      feature([[ring], [[...ring, ...ring]]], { FIPS: "48453", area: "x" }, "MultiPolygon"),
      feature([ring.map((each) => [...each, 120.5])], { area: "with-height" }),
    );
    const parsed = await parseBoundary(bytesOf(file), "area");
    if (parsed.outcome === "faulty") throw new Error(JSON.stringify(parsed.faults));
    expect(parsed.value.map(({ area, rings }) => [area, ...rings.map((xy) => xy.length / 2)])).toEqual([
      ["west", 3],
      ["x", 3],
      ["x", 6],
      ["with-height", 3],
    ]);
    expect(parsed.value[0]?.rings[0]).toEqual(Int32Array.from([-2e7, 50e7, -1e7, 50e7, -1e7, 51e7]));
  });

  it("takes the names of its areas from another property", async () => {
    expect(await faultsOf(collection(feature([ring], { GEOID: "48453" })), "GEOID")).toEqual([]);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["no JSON", "{", [": is not JSON: line 1, column 2: expected a name in quotes or }; found the end"]],
    ["no collection", feature([ring]), [": must be a GeoJSON FeatureCollection with a list of features"]],
    ["nothing in it", collection(), ["features: there are no areas"]],
    [
      "another projection",
      { ...collection(feature([ring])), crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::27700" } } },
      ["crs: coordinates must be those of WGS 84 (RFC 7946, 4)"],
    ],
    [
      "a line",
      collection(feature(ring, { area: "a" }, "LineString")),
      ["features[0]: must be a Feature with properties and a geometry that is a Polygon or a MultiPolygon"],
    ],
    ["no name", collection(feature([ring], null)), ["features[0].properties.area: is missing: it names the area"]],
    [
      "a number for a name",
      collection(feature([ring], { area: 1001 })),
      ["features[0].properties.area: must be text in quotes, because zeros at the beginning of a number are lost"],
    ],
    ["an open ring", collection(feature([open])), [`features[0].geometry.coordinates: ${closed}`]],
    [
      "the same fault in several features",
      collection(feature([open]), feature([open])),
      [`features[0].geometry.coordinates: ${closed}; the same in features[1]`],
    ],
    [
      "too few corners",
      collection(feature([[ring[0], ring[1], ring[0]]])),
      ["features[0].geometry.coordinates: a ring has fewer than four positions (RFC 7946, 3.1.6)"],
    ],
    [
      "no extent",
      collection(
        feature([
          [
            [0, 1],
            [1, 1],
            [2, 1],
            [0, 1],
          ],
        ]),
      ),
      ["features[0].geometry.coordinates: enclose nothing"],
    ],
    [
      "a hole as large as its outside",
      collection(feature([ring, ring])),
      [`features[0].geometry.coordinates: ${noGround}`],
    ],
    [
      "a hole as large as its outside, the other way round, beside another part",
      collection(feature([[ring], [ring, turned]], { area: "a" }, "MultiPolygon")),
      [`features[0].geometry.coordinates: ${noGround}`],
    ],
    ["the hole first", collection(feature([inner, ring])), [`features[0].geometry.coordinates: ${noGround}`]],
    [
      "text for a coordinate",
      collection(feature([[...ring.slice(0, 3), ["-2", 50]]])),
      ["features[0].geometry.coordinates: has a position that is no list of two numbers"],
    ],
    [
      "latitude first",
      collection(
        feature([
          [
            [40, -100],
            [40, -99],
            [41, -99],
            [40, -100],
          ],
        ]),
      ),
      [
        "features[0].geometry.coordinates: has the latitude -100: longitude comes first (RFC 7946, 3.1.1)",
        "features[0].geometry.coordinates: has the latitude -99: longitude comes first (RFC 7946, 3.1.1)",
      ],
    ],
    [
      "a longitude beyond the antimeridian",
      collection(
        feature([
          [
            [179, 0],
            [181, 0],
            [181, 1],
            [179, 0],
          ],
        ]),
      ),
      [
        "features[0].geometry.coordinates: has the longitude 181: what crosses the antimeridian is cut there in two (RFC 7946, 3.1.9)",
      ],
    ],
    [
      "an edge across the antimeridian",
      collection(
        feature([
          [
            [179, 0],
            [-179, 0],
            [-179, 1],
            [179, 0],
          ],
        ]),
      ),
      [
        "features[0].geometry.coordinates: an edge goes more than half around the world: what crosses the antimeridian is cut there in two (RFC 7946, 3.1.9)",
      ],
    ],
  ])("with %s is refused", async (_, file, faults) => {
    expect(await faultsOf(file)).toEqual(faults);
  });

  const named = (name: unknown) => ({ type: "name", properties: { name } });

  it.each<[unknown]>([
    [null],
    [named("urn:ogc:def:crs:OGC:1.3:CRS84")],
    [named("urn:ogc:def:crs:OGC::CRS84")],
    [named("OGC:CRS84")],
    [named("http://www.opengis.net/def/crs/OGC/1.3/CRS84")],
    [named("http://www.opengis.net/def/crs/EPSG/0/4326")],
    [named("CRS84")],
    [named("urn:ogc:def:crs:EPSG::4326")],
    [named("urn:ogc:def:crs:EPSG:9.9.1:4326")],
    [named("EPSG:4326")],
    [named("epsg:4326")],
  ])("may name its reference system, if it is WGS 84: %j", async (crs) => {
    expect(await faultsOf({ ...collection(feature([ring])), crs })).toEqual([]);
  });

  it.each<[unknown]>([
    ["xCRS84y"],
    ["CRS84"],
    [["CRS84"]],
    [{}],
    [{ type: "link", properties: { href: "https://gis.example/CRS84" } }],
    [{ name: "CRS84" }],
    [named(null)],
    [named("xCRS84")],
    [named("CRS84h")],
    [named("EPSG:43260")],
    [named("EPSG:14326")],
    [named("EPSG:3857")],
    [named("urn:ogc:def:crs:OGC:1.3:CRS83")],
  ])("may not name another one, or in a way that is not read: %j", async (crs) => {
    expect(await faultsOf({ ...collection(feature([ring])), crs })).toEqual([
      "crs: coordinates must be those of WGS 84 (RFC 7946, 4)",
    ]);
  });

  it("may have parts that enclose nothing, as simplified maps have", async () => {
    const line = [ring[0], ring[1], ring[0], ring[0]];
    const parsed = await parseBoundary(
      bytesOf(collection(feature([[ring, line], [line]], { area: "a" }, "MultiPolygon"))),
      "area",
    );
    expect(parsed).toMatchObject({ outcome: "valid", value: [{ area: "a", rings: [{ length: 6 }] }] });
  });

  it("may go around a pole along its edge of the map", async () => {
    expect(
      await faultsOf(
        collection(
          feature([
            [
              [-180, -90],
              [180, -90],
              [180, -70],
              [0, -65],
              [-180, -70],
              [-180, -90],
            ],
          ]),
        ),
      ),
    ).toEqual([]);
  });

  it("comes out as it went in, to the hash of its rows", async () => {
    const degrees = (most: number) => fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((units) => units / 1e7);
    const corners = (most: number) =>
      fc
        .uniqueArray(fc.tuple(degrees(most), degrees(most)), {
          minLength: 3,
          maxLength: 300,
          selector: (each) => each.join(),
        })
        .filter((each) => new Set(each.map(([x]) => x)).size > 1 && new Set(each.map(([, y]) => y)).size > 1);
    const outside = fc.constant<[number, number][]>([
      [-90, -85],
      [90, -85],
      [90, 85],
      [-90, 85],
    ]);
    const holed = fc.tuple(outside, corners(5), corners(5));
    const file = fc.array(
      fc.record({ area: fc.constantFrom("a", "b.c", "Z-9"), rings: fc.oneof(fc.tuple(corners(80)), holed) }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(file, async (areas) => {
        const made = collection(
          ...areas.map(({ area, rings }) =>
            feature(
              rings.map((each) => [...each, each[0]]),
              { area },
            ),
          ),
        );
        const rows = await parseBoundaryRows(bytesOf(made), reading);
        if (rows.outcome === "faulty") throw new Error(JSON.stringify(rows.faults));
        const stored = new Map(rows.value.map(({ key, value }) => [key, value]));
        const exported = Buffer.concat((await exportRows(stored, "json")) ?? []);
        expect(JSON.parse(exported.toString())).toEqual(made);
        expect(await parseBoundaryRows(exported, reading)).toEqual(rows);
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, Position, readonly string[]]>([
    ["as it should be", [-1.5, 52], []],
    [
      "with latitude first",
      [52, -1.5],
      [
        "features: all boundaries of areas of GB lie outside GB, and would lie in it with latitude and longitude swapped: longitude comes first (RFC 7946, 3.1.1)",
      ],
    ],
    [
      "on another continent",
      [-100, 40],
      ["features: all boundaries of areas of GB lie outside GB; longitude comes first (RFC 7946, 3.1.1)"],
    ],
  ])("of areas that are known lies in their territory: %s", async (_, [x, y], faults) => {
    const [lon, lat] = [Number(x), Number(y)];
    const ringThere = [
      [lon, lat],
      [lon + 0.1, lat],
      [lon, lat + 0.1],
      [lon, lat],
    ];
    const file = collection(feature([ringThere]), feature([ring], { area: "of-nobody" }));
    const territories = new Map([["west", "GB"]]);
    const parsed = await parseBoundaryRows(bytesOf(file), { property: "area", territories });
    expect(parsed.outcome === "valid" ? [] : parsed.faults.map(({ path, message }) => `${path}: ${message}`)).toEqual(
      faults,
    );
  });
});
