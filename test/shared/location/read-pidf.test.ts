import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceM, pointFrom } from "../../../shared/location/distances.ts";
import type { Place, Shape } from "../../../shared/location/place.ts";
import { readPidf } from "../../../shared/location/read-pidf.ts";
import {
  arcBand,
  circle,
  civic,
  device,
  ellipse,
  namespaces,
  person,
  pidf,
  point,
  polygon,
  presence,
  teamsOffice,
  teamsPidf,
  tuple,
  wgs84,
  wgs84In3d,
} from "../../support/location/pidf.ts";

const shapeIn = (location: string): Shape | null | undefined => readPidf(pidf(location))?.[0]?.shape;

const at = (lat: number, lon: number) => ({ lat: expect.closeTo(lat, 6), lon: expect.closeTo(lon, 6) });

const square = ["47.6 -122.2", "47.6 -122.1", "47.7 -122.1", "47.7 -122.2", "47.6 -122.2"];

describe("a shape", () => {
  it.each<[string, string, object]>([
    ["a point", point("47.5 -122.25"), { kind: "point", centre: at(47.5, -122.25) }],
    ["a point with a comma", point("47.5, -122.25"), { kind: "point", centre: at(47.5, -122.25) }],
    ["a point on three lines", point("\n  47.5\n  -122.25\n"), { kind: "point", centre: at(47.5, -122.25) }],
    ["a point with a comma alone", point("47.5,-122.25"), { kind: "point", centre: at(47.5, -122.25) }],
    ["a point with commas and height", point("47.5, -122.25, 31"), { kind: "point", centre: at(47.5, -122.25) }],
    ["a point without a reference system", point("47.5 -122.25", null), { kind: "point", centre: at(47.5, -122.25) }],
    ["a point with height", point("47.5 -122.25 31", wgs84In3d), { kind: "point", centre: at(47.5, -122.25) }],
    ["a height that the system has not", point("47.5 -122.25 31"), { kind: "point", centre: at(47.5, -122.25) }],
    ["a point by an old name", point("47.5 -122.25", "EPSG:4326"), { kind: "point", centre: at(47.5, -122.25) }],
    ["a point in WGS84", point("47.5 -122.25", "WGS84"), { kind: "point", centre: at(47.5, -122.25) }],
    ["a point in wgs-84", point("47.5 -122.25", "wgs-84"), { kind: "point", centre: at(47.5, -122.25) }],
    ["a point in WGS 84", point("47.5 -122.25", " WGS 84 "), { kind: "point", centre: at(47.5, -122.25) }],
    ["a polygon in WGS 84", polygon(square, "WGS 84"), { kind: "polygon", centre: at(47.65, -122.15) }],
    [
      "longitude first, as stated",
      point("-122.25 47.5", "urn:ogc:def:crs:OGC:1.3:CRS84"),
      { centre: at(47.5, -122.25) },
    ],
    ["scientific notation", point("4.75e1 -1.2225E+2"), { centre: at(47.5, -122.25) }],
    ["a circle", circle("47.5 -122.25", "35"), { kind: "circle", centre: at(47.5, -122.25), radiusM: 35 }],
    [
      "a circle in the namespace of GML",
      `<gml:Circle><gml:pos>47.5 -122.25</gml:pos><gml:radius>35</gml:radius></gml:Circle>`,
      { kind: "circle", radiusM: 35 },
    ],
    [
      "a circle whose centre is an element",
      `<gs:Circle><gml:center><gml:Point><gml:pos>47.5 -122.25</gml:pos></gml:Point></gml:center><gs:radius>35</gs:radius></gs:Circle>`,
      { kind: "circle", centre: at(47.5, -122.25) },
    ],
    [
      "a circle in feet",
      `<gs:Circle><gml:pos>47.5 -122.25</gml:pos><gs:radius uom="urn:ogc:def:uom:EPSG::9002">100</gs:radius></gs:Circle>`,
      { kind: "circle", radiusM: expect.closeTo(30.48, 6) },
    ],
    ["a circle without a size", circle("47.5 -122.25", "NaN"), { kind: "point", centre: at(47.5, -122.25) }],
    ["a circle larger than the Earth", circle("47.5 -122.25", "1e306"), { kind: "point", centre: at(47.5, -122.25) }],
    [
      "an arc band larger than the Earth",
      arcBand("47.5 -122.25", ["1e306", "1e306", "80", "20"]),
      { kind: "point", centre: at(47.5, -122.25) },
    ],
    [
      "an ellipse",
      ellipse("47.5 -122.25", ["200", "100", "40"]),
      { kind: "ellipse", semiMajorM: 200, semiMinorM: 100, orientationDeg: 40 },
    ],
    [
      "an ellipse with its axes exchanged",
      ellipse("47.5 -122.25", ["123", "200", "40"]),
      { kind: "ellipse", semiMajorM: 200, semiMinorM: 123, orientationDeg: 130 },
    ],
    [
      "an arc band: its centroid is its centre",
      arcBand("47.5, -122.25", ["900", "1100", "80", "20"]),
      { kind: "arc-band", centre: { lat: expect.closeTo(47.5, 4), lon: expect.closeTo(-122.2367, 4) }, innerM: 900 },
    ],
    ["a polygon", polygon(square), { kind: "polygon", centre: at(47.65, -122.15), ring: { length: 4 } }],
    ["a polygon that is not closed", polygon(square.slice(0, 4)), { kind: "polygon", ring: { length: 4 } }],
    [
      "a polygon as a list",
      `<gml:Polygon srsName="${wgs84}"><gml:exterior><gml:LinearRing><gml:posList>${square.join(" ")}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`,
      { kind: "polygon", centre: at(47.65, -122.15), ring: { length: 4 } },
    ],
    [
      "a polygon in the old form of a list",
      `<gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>${square.map((each) => each.replace(" ", ",")).join(" ")}</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>`,
      { kind: "polygon", centre: at(47.65, -122.15), ring: { length: 4 } },
    ],
    [
      "a polygon as a list with heights, without a reference system",
      `<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>${square.join(" 5 ")} 5</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`,
      { kind: "polygon", centre: at(47.65, -122.15), ring: { length: 4 } },
    ],
    [
      "a sphere",
      `<gs:Sphere srsName="${wgs84In3d}"><gml:pos>47.5 -122.25 26.3</gml:pos><gs:radius>850</gs:radius></gs:Sphere>`,
      { kind: "circle", radiusM: 850 },
    ],
    [
      "an ellipsoid",
      `<gs:Ellipsoid srsName="${wgs84In3d}"><gml:pos>47.5 -122.25 26</gml:pos><gs:semiMajorAxis>7.7</gs:semiMajorAxis><gs:semiMinorAxis>3.3</gs:semiMinorAxis><gs:verticalAxis>28.7</gs:verticalAxis><gs:orientation>90</gs:orientation></gs:Ellipsoid>`,
      { kind: "ellipse", semiMajorM: 7.7, semiMinorM: 3.3, orientationDeg: 90 },
    ],
    [
      "a prism",
      `<gs:Prism srsName="${wgs84In3d}"><gs:base>${polygon(
        square.map((each) => `${each} 12`),
        wgs84In3d,
      )}</gs:base><gs:height>2.4</gs:height></gs:Prism>`,
      { kind: "polygon", centre: at(47.65, -122.15), ring: { length: 4 } },
    ],
    [
      "the oldest form, with its wrapping and degrees (RFC 4119)",
      `<gml:location><gml:Point gml:id="point1" srsName="epsg:4326"><gml:coordinates>47:30:00N 122:15:00W</gml:coordinates></gml:Point></gml:location>`,
      { kind: "point", centre: at(47.5, -122.25) },
    ],
    ["degrees with colons", point("47:38:24N 122:07:48W"), { centre: at(47.64, -122.13) }],
    ["degrees with colons, and a comma between", point("47:38:24.0N,122:07:48.0W"), { centre: at(47.64, -122.13) }],
    ["degrees with blanks", point("47 38 24N 122 07 48W"), { centre: at(47.64, -122.13) }],
    ["degrees with blanks, and a comma between", point(" 47 38 24N, 122 07 48W\n"), { centre: at(47.64, -122.13) }],
    ["degrees with blanks, also before the sides", point("47 38 24 N 122 07 48 W"), { centre: at(47.64, -122.13) }],
    ["degrees and minutes in the south and east", point("33:30S 151:15E"), { centre: at(-33.5, 151.25) }],
    ["degrees in small letters, the longitude first", point("122:15w 47:30n"), { centre: at(47.5, -122.25) }],
    [
      "a polygon over the antimeridian",
      polygon(["-17 179", "-17 -179", "-16 -179", "-16 179"]),
      { centre: { lon: expect.closeTo(180, 6) } },
    ],
    [
      "a polygon without a middle of its own: a point inside is its centre",
      polygon(["50 -2", "51 -2", "51 -1.9", "50.1 -1.9", "50.1 -1.1", "51 -1.1", "51 -1", "50 -1", "50 -2"]),
      { kind: "polygon", centre: at(50.55, -1.95), ring: { length: 8 } },
    ],
    [
      "a polygon whose edges cross: its size is in doubt",
      polygon([
        "51.501234 -0.141234",
        "51.504234 -0.138234",
        "51.504234 -0.141234",
        "51.501234 -0.138237",
        "51.501234 -0.141234",
      ]),
      { kind: "polygon", centre: { lat: expect.closeTo(51.5027, 2), lon: expect.closeTo(-0.1397, 2) }, isCut: true },
    ],
  ])("is read: %s", (_, location, shape) => {
    expect(shapeIn(location)).toMatchObject(shape);
  });

  it.each([
    ["NaN", point("NaN -122.25")],
    ["latitude 91", point("91 10")],
    ["longitude 181", point("10 181")],
    ["0 0, where systems without a place are", point("0 0")],
    ["0.0 -0.0", point("0.0 -0.0")],
    ["one number", point("47.5")],
    ["an empty position", point("")],
    ["words", point("north east")],
    ["another reference system", point("47.5 -122.25", "urn:ogc:def:crs:EPSG::3857")],
    ["a grid on WGS 84", point("47.5 -122.25", "WGS 84 / UTM zone 30N")],
    ["an older system", point("47.5 -122.25", "WGS 72")],
    ["a name of WGS 84 that does not tell what comes first", point("47.5 -122.25", "urn:ogc:def:crs:OGC::WGS84")],
    ["a polygon of two points", polygon(["47.6 -122.2", "47.6 -122.1", "47.6 -122.2"])],
    ["a polygon with a corner that is none", polygon(["47.6 -122.2", "47.6 NaN", "47.7 -122.1", "47.7 -122.2"])],
    ["decimal commas", point("47,64 -122,13")],
    ["a decimal comma", point("47,64 -122")],
    ["a circle around decimal commas", circle("47,64 -122,13", "35")],
    ["four numbers", point("47 64 -122 13")],
    ["a polygon with decimal commas", polygon(["47,6 -122,2", "47,6 -122,1", "47,7 -122,1", "47,6 -122,2"])],
    [
      "a polygon as a list with decimal commas",
      "<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>47,6 12,2 47,6 12,1 47,7 12,1 47,6 12,2</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>",
    ],
    ["degrees with 60 minutes", point("47:60:00N 122:07:48W")],
    ["degrees with 75 minutes", point("47:38:24N 122:75:10W")],
    ["degrees with 60 seconds", point("47:38:60N 122:07:48W")],
    ["degrees of one side", point("47:38:24N")],
    ["degrees of the same side twice", point("47:38:24N 47:38:24N")],
    ["degrees of north and south", point("47:38:24N 22:07:48S")],
    ["degrees of three angles", point("47:38:24N 122:07:48W 10:00:00W")],
    ["degrees with a word more", point("about 47:38:24N 122:07:48W")],
    ["degrees with a number more", point("47:38:24N 122:07:48W 31")],
    ["degrees with four numbers before a side", point("5 47 38 24N 122 07 48W")],
    ["degrees with the sides in front", point("N47:38:24 W122:07:48")],
    ["degrees with decimal commas", point("47 38 24,5N 122 07 48,5W")],
    ["degrees beyond the pole", point("90:30N 122:15W")],
    ["degrees of 0 0", point("0:0:0N 0:0:0W")],
    ["a number that is too long", point(`${"4".repeat(20_000)}x 1`)],
    ["no shape that is known", "<gml:MultiCurve/>"],
  ])("is none: %s", (_, location) => {
    expect(readPidf(pidf(location))).toEqual([]);
  });
});

const bandIn = (sizes: readonly [string, string, string, string]): Place => {
  const [place] = readPidf(pidf(arcBand("47.5 -122.25", sizes))) ?? [];
  if (place === undefined) throw new Error("a band has a place");
  return place;
};

const inMetres = 'uom="urn:ogc:def:uom:EPSG::9001"';
const inDegrees = 'uom="urn:ogc:def:uom:EPSG::9102"';

describe("a unit", () => {
  it.each<readonly [string, number]>([
    ["", 5],
    ['uom=""', 5],
    [inMetres, 5],
    ['uom="urn:ogc:def:uom:EPSG:6.6:9001"', 5],
    ['uom="urn:EPSG:uom:9001"', 5],
    ['uom="EPSG:9001"', 5],
    ['uom="http://www.opengis.net/def/uom/EPSG/0/9001"', 5],
    ['uom="http://www.opengis.net/gml/uom/epsg.xml#9001"', 5],
    ...["m", " m ", "metre", "Meter", "metres", "meters", "#m"].map((word) => [`uom="${word}"`, 5] as const),
    ['uom="urn:ogc:def:uom:EPSG::9002"', 1.524],
    ['uom="urn:ogc:def:uom:EPSG::9036"', 5_000],
  ])("of a length is read: %j", (unit, radiusM) => {
    const location = circle("47.5 -122.25", "5").replace(inMetres, unit);
    expect(shapeIn(location)).toEqual({ kind: "circle", centre: at(47.5, -122.25), radiusM });
  });

  it.each(["km", "kilometre", "ft", "mm", "M2", "9001km", "urn:ogc:def:uom:EPSG::19001", "urn:ogc:def:uom:EPSG::9102"])(
    "of a length that is not known leaves the point in the middle: %j",
    (unit) => {
      const location = circle("47.5 -122.25", "5").replace(inMetres, `uom="${unit}"`);
      expect(shapeIn(location)).toEqual({ kind: "point", centre: at(47.5, -122.25), isCut: true });
    },
  );

  it.each([
    ["", 2],
    [inDegrees, 2],
    ['uom="EPSG:9102"', 2],
    ['uom="urn:ogc:def:uom:EPSG::9122"', 2],
    ['uom="deg"', 2],
    ['uom="degrees"', 2],
    ['uom="urn:ogc:def:uom:EPSG::9101"', 360 / Math.PI],
    ['uom="radian"', 360 / Math.PI],
  ])("of an angle is read: %j", (unit, orientationDeg) => {
    const location = ellipse("47.5 -122.25", ["9", "5", "2"]).replace(inDegrees, unit);
    expect(shapeIn(location)).toMatchObject({ orientationDeg: expect.closeTo(orientationDeg, 9) });
  });

  it("of an angle that is not known leaves a circle around an ellipse", () => {
    const location = ellipse("47.5 -122.25", ["9", "5", "2"]).replace(inDegrees, 'uom="urn:ogc:def:uom:EPSG::9105"');
    expect(shapeIn(location)).toEqual({ kind: "circle", centre: at(47.5, -122.25), radiusM: 9, isCut: true });
  });
});

describe("the centre of an arc band", () => {
  const apex = { lat: 47.5, lon: -122.25 };

  it.each<[string, [string, string, string, string], number]>([
    ["of a third of a cell is its centroid", ["0", "20000", "30", "120"], 11_027],
    ["of half a cell is its centroid", ["0", "20000", "30", "180"], 8_488],
    ["of a thin slice is its centroid", ["0", "20000", "30", "0"], 13_333],
    ["of a narrow band is its centroid", ["1000", "2000", "30", "40"], 1_524],
    ["of a wide, thin band is in the middle of it, as its centroid is not in it", ["900", "1100", "0", "180"], 1_000],
    ["of a band that is open by a degree is in the middle of it", ["900", "1100", "0", "359"], 1_000],
    ["of a line is on it", ["900", "900", "0", "90"], 900],
    ["of a band without a size is its apex", ["0", "0", "0", "90"], 0],
    ["of a cell in all directions is its apex", ["0", "20000", "30", "360"], 0],
    ["of a ring around its apex is the apex, as no direction is better", ["900", "1100", "30", "360"], 0],
    ["of a cell in more than all directions is its apex", ["0", "20000", "30", "540"], 0],
  ])("%s", (_, sizes, fromApexM) => {
    const centre = bandIn(sizes).shape?.centre;
    const bearing = Number(sizes[2]) + Number(sizes[3]) / 2;
    const expected = pointFrom(apex, fromApexM, bearing);
    expect(distanceM(centre ?? { lat: 0, lon: 0 }, expected)).toBeLessThan(1);
  });

  it.each(["360", "361", "720", "1440"])(
    "of a cell in all directions is its apex wherever it starts: %s degrees",
    (opening) => {
      for (const start of ["0", "30", "180", "359"]) {
        const { shape, uncertaintyM } = bandIn(["0", "20000", start, opening]);
        expect(shape?.centre).toEqual(at(47.5, -122.25));
        expect(uncertaintyM).toBeCloseTo(20_000, 3);
      }
    },
  );

  it("is in the band, unless that goes all around", () => {
    const metres = fc.integer({ min: 0, max: 30_000 });
    const angles = fc.record({ start: fc.integer({ min: 0, max: 359 }), opening: fc.integer({ min: 0, max: 359 }) });
    fc.assert(
      fc.property(metres, metres, angles, (a, b, { start, opening }) => {
        const [inner, outer] = [Math.min(a, b), Math.max(a, b)];
        const { shape } = bandIn([`${inner}`, `${outer}`, `${start}`, `${opening}`]);
        const fromApexM = distanceM(apex, shape?.centre ?? { lat: 0, lon: 0 });
        expect(fromApexM).toBeGreaterThanOrEqual(inner - 0.001);
        expect(fromApexM).toBeLessThanOrEqual(outer + 0.001);
      }),
    );
  });
});

describe("a civic address", () => {
  it("is read with all its elements, blanks as one and the country in capitals (RFC 5139)", () => {
    const location = civic({ country: "au", A1: "NSW", A3: "  North\n  Wollongong ", PC: "2500", A6: "", RD: "Ring" });
    expect(readPidf(pidf(location))?.[0]).toEqual({
      shape: null,
      civic: { country: "AU", A1: "NSW", A3: "North Wollongong", PC: "2500", RD: "Ring" },
      method: null,
      timestampMs: null,
      elin: null,
      uncertaintyM: null,
    });
  });

  it("takes UK for GB, and a country that is none for unknown", () => {
    expect(readPidf(pidf(civic({ country: "UK", A1: "England" })))?.[0]?.civic?.country).toBe("GB");
    expect(readPidf(pidf(civic({ country: "Utopia", A1: "North" })))?.[0]?.civic).toMatchObject({
      country: null,
      A1: "North",
    });
  });

  it("leaves out elements of other namespaces (RFC 6848)", () => {
    const own = '<ca:country>US</ca:country><x:PC xmlns:x="urn:example:other">1</x:PC><ca:PC>98052</ca:PC>';
    expect(readPidf(pidf(`<ca:civicAddress>${own}</ca:civicAddress>`))?.[0]?.civic).toEqual({
      country: "US",
      PC: "98052",
    });
  });

  it("is none without any element", () => {
    expect(readPidf(pidf("<ca:civicAddress></ca:civicAddress>"))).toEqual([]);
  });
});

describe("a document", () => {
  it("gives address, point, method, time and ELIN of an office in Teams", () => {
    expect(readPidf(teamsOffice)).toEqual([
      {
        shape: { kind: "point", centre: { lat: 47.64, lon: -122.13 } },
        civic: expect.objectContaining({ country: "US", A1: "WA", A3: "REDMOND", PC: "98052" }),
        method: "LIS",
        timestampMs: Date.parse("2026-11-28T20:00:00.000Z"),
        elin: "1425555012",
        uncertaintyM: null,
      },
    ]);
  });

  it("gives devices before tuples and tuples before persons, each in document order (RFC 5491, rule 8)", () => {
    const document = presence(
      person(point("1 1")),
      tuple(point("2 2")),
      tuple(point("3 3")),
      device(point("4 4"), { method: "GPS", timestamp: "2026-11-28T20:00:00Z" }),
      device(point("5 5")),
    );
    const places = readPidf(document) ?? [];
    expect(places.map(({ shape }) => shape?.centre.lat)).toEqual([4, 5, 2, 3, 1]);
    expect(places[0]).toMatchObject({ method: "GPS", timestampMs: Date.parse("2026-11-28T20:00:00Z") });
    expect(places[1]).toMatchObject({ method: null, timestampMs: null });
  });

  it("gives more than one shape or address of one location as places of their own", () => {
    const [leeds, bradford] = ["LEEDS", "BRADFORD"].map((town) => civic({ country: "GB", A3: town }));
    const places =
      readPidf(pidf(`${point("53.8 -1.55")}${leeds}${bradford}${point("53.79 -1.75")}${point("5 5")}`)) ?? [];
    expect(places.map(({ shape, civic: address }) => [shape?.centre.lat, address?.A3])).toEqual([
      [53.8, "LEEDS"],
      [53.79, "BRADFORD"],
      [5, undefined],
    ]);
  });

  it("leaves out a location that cannot be used", () => {
    const document = presence(tuple(point("NaN NaN")), tuple(""), tuple(point("47.5 -122.25")));
    expect(readPidf(document)).toHaveLength(1);
  });

  it("may use any prefix, or one that it forgot to declare", () => {
    const declared = pidf(point("47.5 -122.25"));
    const renamed = declared.replaceAll("gml:", "p2:").replaceAll(":gml=", ":p2=");
    expect(readPidf(renamed)).toEqual(readPidf(declared));
    expect(readPidf(declared.replace(/xmlns:gml="[^"]*"/, ""))).toEqual(readPidf(declared));
  });

  it("may have a byte order mark or blank lines in front", () => {
    expect(readPidf(`\uFEFF\r\n\r\n  ${pidf(point("47.5 -122.25"))}`)).toHaveLength(1);
  });

  it("may have an empty location in an element of its own", () => {
    const nested = "<gp:geolocation><gp:geopriv><gp:location-info>\n</gp:location-info></gp:geopriv></gp:geolocation>";
    expect(readPidf(presence(`<tuple id="t1"><status>${nested}</status></tuple>`))).toEqual([]);
  });

  it("has the method as it is written, cut where it is long", () => {
    expect(readPidf(teamsPidf(point("1 2"), "ASSIST"))?.[0]?.method).toBe("ASSIST");
    expect(readPidf(teamsPidf(point("1 2"), "x".repeat(500)))?.[0]?.method).toHaveLength(64);
  });

  it.each([
    ["no XML", "hello"],
    ["nothing", ""],
    ["cut off", teamsOffice.slice(0, 700)],
    ["closed where nothing was opened", `<presence ${namespaces}></ca:civicAddress></gp:location-info></presence>`],
    ["an unescaped ampersand", pidf(civic({ country: "US", NAM: "Black & Decker" }))],
    ["a document type", `<!DOCTYPE presence>${pidf(point("47.5 -122.25")).replace(/<\?.*?\?>/, "")}`],
    [
      "an entity of its own",
      `<!DOCTYPE presence [<!ENTITY lat "47.5">]>${pidf(point("&lat; -122.25")).replace(/<\?.*?\?>/, "")}`,
    ],
    ["an entity that is not declared", pidf(point("&lat; -122.25"))],
  ])("cannot be read: %s", (_, text) => {
    expect(readPidf(text)).toBeNull();
  });
});
