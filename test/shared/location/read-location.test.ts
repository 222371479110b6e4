import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GivenLocation, readLocation } from "../../../shared/location/read-location.ts";
import { amount } from "../../support/amount.ts";
import {
  arcBand,
  circle,
  civic,
  ellipse,
  multipart,
  pidf,
  pidfPart,
  point,
  polygon,
  presence,
  sdp,
  sdpPart,
  teamsOffice,
  tuple,
} from "../../support/location/pidf.ts";
import { spoilt } from "../../support/location/spoilt.ts";

const contentType = "multipart/mixed; boundary=next";
const epsg = (unit: string): string => `uom="urn:ogc:def:uom:EPSG::${unit}"`;
const metres = epsg("9001");
const bodyWith = (text: string): string => multipart("next", [sdpPart, pidfPart(text)]);
const here = pidf(point("47.5 -122.25"));
/** A PIDF-LO so many levels deep. */
const nested = (depth: number, text: string): string =>
  Array.from({ length: depth }, (_, level) => `level${level}`).reduce(
    (inner, name, level) =>
      multipart(name, [
        level === 0
          ? pidfPart(text)
          : { headers: [`Content-Type: multipart/mixed; boundary=level${level - 1}`], text: inner },
      ]),
    "",
  );
const latOf = (given: GivenLocation): number | undefined => readLocation(given).place?.shape?.centre.lat;

describe("a location", () => {
  it.each<[string, GivenLocation]>([
    ["a PIDF-LO by itself", { pidf: here }],
    ["the INVITE's body", { body: bodyWith(here), contentType, geolocation: ["<cid:target@example.org>"] }],
    ["the body with one header value", { body: bodyWith(here), contentType, geolocation: "<cid:target@example.org>" }],
    ["the body alone", { body: bodyWith(here) }],
    ["a body that is a PIDF-LO", { body: here, contentType: "application/pidf+xml" }],
    ["coordinates", { geo: { lat: 47.5, lon: -122.25 } }],
    ["coordinates as texts", { geo: { lat: "47.5", lon: "-122.25" } }],
    ["whatever can be read beside what cannot", { pidf: null, body: "", geo: { lat: 47.5, lon: -122.25 }, colour: {} }],
  ])("is read from %s", (_, given) => {
    expect(readLocation(given)).toMatchObject({ place: { shape: { centre: { lat: 47.5, lon: -122.25 } } }, flags: [] });
  });

  it.each<[string, GivenLocation]>([
    ["the second of two that are named", { geolocation: "<cid:bad@host>, <cid:good@host>" }],
    ["the one beside the broken one", { geolocation: ["<cid:bad@host>"] }],
    ["the one beside what is none", { geolocation: ["<cid:sdp@host>"] }],
    ["the one beside what is not there", { geolocation: ["<cid:gone@host>"] }],
    ["the one of the body, whatever the header says", { geolocation: ["junk"] }],
  ])("is read, and flagged, where something else is broken: %s", (_, header) => {
    const body = multipart("next", [
      { headers: ["Content-Type: application/sdp", "Content-ID: <sdp@host>"], text: sdp },
      pidfPart("<presence><broken>", "bad@host"),
      pidfPart(here, "good@host"),
    ]);
    const { place, flags } = readLocation({ body, contentType, ...header });
    expect([place?.shape?.centre.lat, flags]).toEqual([47.5, ["location-unreadable"]]);
  });

  it.each([null, "", " ", "<null>", "null", "foo", "text/xml", "application/sdp", "multipart/mixed;boundary=x"])(
    "is read without a flag from a body under the type %j",
    (type) => {
      for (const body of [here, bodyWith(here)])
        expect(readLocation({ body, contentType: type })).toMatchObject({ place: { shape: {} }, flags: [] });
    },
  );

  it("takes no long time to read, whatever its body is made of", () => {
    const bodies = [
      "--",
      "-- \n",
      "content-type:\n--a\n",
      "<presence ",
      "--a\ncontent-type: multipart/mixed\n\n",
      "=\t",
      " ",
    ];
    const start = performance.now();
    for (const text of bodies) readLocation({ body: text.repeat(120_000 / text.length), contentType });
    // Seven bodies of hundredths of a second at most; what grows with the square of the length takes minutes.
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it.each<[string, GivenLocation]>([
    ["a radius below zero", { geo: { lat: 47.5, lon: -122.25, radiusM: -5 } }],
    ["a radius larger than the Earth", { geo: { lat: 47.5, lon: -122.25, radiusM: 1e12 } }],
    ["a radius of letters", { geo: { lat: 47.5, lon: -122.25, radiusM: "abc" } }],
    ["a radius that is no number", { geo: { lat: 47.5, lon: -122.25, radiusM: Number.NaN } }],
    ["a radius with a unit", { geo: { lat: 47.5, lon: -122.25, radiusM: "5 km" } }],
    ["a radius as an object", { geo: { lat: 47.5, lon: -122.25, radiusM: {} } }],
    ["a circle", { pidf: pidf(circle("47.5 -122.25", "NaN")) }],
    ["a circle of nothing", { pidf: pidf(circle("47.5 -122.25", "")) }],
    ["an axis", { pidf: pidf(ellipse("47.5 -122.25", ["100", "-1", "40"])) }],
    ["an orientation", { pidf: pidf(ellipse("47.5 -122.25", ["100", "50", "north"])) }],
    ["the outer radius", { pidf: pidf(arcBand("47.5 -122.25", ["10", "x", "80", "20"])) }],
    ["the inner radius", { pidf: pidf(arcBand("47.5 -122.25", ["x", "20", "80", "20"])) }],
    ["an angle", { pidf: pidf(arcBand("47.5 -122.25", ["10", "20", "x", "20"])) }],
    ["a radius in a unit by a word", { pidf: pidf(circle("47.5 -122.25", "5").replace(metres, 'uom="km"')) }],
    ["a radius in a unit by a number", { pidf: pidf(circle("47.5 -122.25", "5").replace(metres, epsg("9093"))) }],
    [
      "an axis in a unit of angles",
      { pidf: pidf(ellipse("47.5 -122.25", ["9", "5", "4"]).replace(metres, epsg("9102"))) },
    ],
    [
      "an orientation in another unit",
      { pidf: pidf(ellipse("47.5 -122.25", ["9", "5", "4"]).replace(epsg("9102"), epsg("9105"))) },
    ],
    [
      "an angle in another unit",
      { pidf: pidf(arcBand("47.5 -122.25", ["1", "2", "80", "20"]).replace(epsg("9102"), 'uom="gon"')) },
    ],
    [
      "edges that cross",
      { pidf: pidf(polygon(["47.499 -122.25", "47.501 -122.25", "47.499 -122.2", "47.501 -122.2"])) },
    ],
    ["a size in the body", { body: bodyWith(pidf(circle("47.5 -122.25", "-1"))), contentType }],
  ])("is used, and flagged, where its size cannot be read: %s", (_, given) => {
    const { place, flags } = readLocation(given);
    expect(place?.shape?.centre.lat).toBeCloseTo(47.5, 2);
    expect(flags).toEqual(["location-unreadable"]);
  });

  it.each<[string, string]>([
    ["a decimal comma", point("47,64 -122,13")],
    ["latitude 91", point("91 0")],
    ["a place where nobody is", point("0 0")],
    ["another reference system", point("47.5 -122.25", "urn:ogc:def:crs:EPSG::25832")],
    ["several points", "<gml:MultiPoint><gml:pos>47.5 -122.25</gml:pos></gml:MultiPoint>"],
  ])("is an address alone, and flagged, beside a shape that cannot be read: %s", (_, shape) => {
    const given = { pidf: presence(tuple(`${shape}${civic({ country: "US", PC: "98052" })}`)) };
    expect(readLocation(given)).toMatchObject({
      place: { shape: null, civic: { PC: "98052" } },
      flags: ["location-unreadable"],
    });
  });

  it("is an address whose elements are in another namespace, all in one", () => {
    const address = "<ca:civicAddress><country>FR</country><A3>Lyon</A3></ca:civicAddress>";
    expect(readLocation({ pidf: pidf(address) })).toMatchObject({
      place: { civic: { country: "FR", A3: "Lyon" } },
      flags: [],
    });
  });

  it("is a shape alone, and flagged, beside an address that cannot be read", () => {
    const given = { pidf: presence(tuple(`${point("47.5 -122.25")}${civic({ country: "USA" })}`)) };
    expect(readLocation(given)).toMatchObject({ place: { civic: null }, flags: ["location-unreadable"] });
  });

  it("has no flag for an address or a shape with nothing in it, nor for how sure a place is", () => {
    const sure = "<con:confidence pdf='normal'>95</con:confidence>";
    for (const empty of [civic({}), civic({ A1: "" }), "<gml:Point><gml:pos> </gml:pos></gml:Point>", sure]) {
      const filled = empty.includes("Point") ? civic({ country: "US" }) : point("47.5 -122.25");
      expect(readLocation({ pidf: presence(tuple(`${filled}${empty}`)) }).flags).toEqual([]);
    }
  });

  it.each(["USA", "United States", "840"])("is used, and flagged, where its country cannot be read: %s", (country) => {
    for (const given of [{ civic: { country, PC: "98052" } }, { pidf: pidf(civic({ country, PC: "98052" })) }])
      expect(readLocation(given)).toMatchObject({ place: { civic: { PC: "98052" } }, flags: ["location-unreadable"] });
  });

  it("has a circle of the longer axis where the direction of an ellipse cannot be read", () => {
    const given = { pidf: pidf(ellipse("47.5 -122.25", ["50", "100", "north"])) };
    expect(readLocation(given).place).toMatchObject({ shape: { kind: "circle", radiusM: 100 }, uncertaintyM: 100 });
  });

  it("has no radius larger than the Earth", () => {
    const { place } = readLocation({ geo: { lat: 47.5, lon: -122.25, radiusM: 1e306 } });
    expect(place?.shape?.kind).toBe("point");
  });

  it.each<[string, object]>([
    ["<geo:47.5,-122.25>", { kind: "point", centre: { lat: 47.5, lon: -122.25 } }],
    ["<GEO:47.5,-122.25,30;crs=WGS84;U=50>", { kind: "circle", centre: { lat: 47.5, lon: -122.25 }, radiusM: 50 }],
    ['<geo:47.5,-122.25;u=50>;inserted-by="sip:ap@host"', { kind: "circle", radiusM: 50 }],
    ["geo:47.5,-122.25;u=50", { kind: "circle", radiusM: 50 }],
    ["geo:47.5, -122.25 ; u=50", { kind: "circle", radiusM: 50 }],
    ["<geo: 47.5,-122.25; u=50>", { kind: "circle", radiusM: 50 }],
    ["cid:gone@host, geo:47.5,-122.25", { kind: "point" }],
    ["<cid:gone@host>, geo:47.5,-122.25", { kind: "point" }],
    ["geo:47.5,-122.25, <https://lis.example/1>", { kind: "point" }],
    ["<geo:47.5,-122.25;u>", { kind: "point", isCut: true }],
  ])("may be the coordinates of a geo URI: %s", (geolocation, shape) => {
    expect(readLocation({ geolocation }).place).toMatchObject({ shape, civic: null });
  });

  it("is what a part of the body says before what a geo URI says", () => {
    const body = bodyWith(here);
    const [byUri, byPart] = ["<geo:47.501,-122.25>", "<cid:target@example.org>"];
    for (const geolocation of [[byUri, byPart], [byUri], ["<cid:gone@host>", byUri], ["<geo:91,0>"]])
      expect(latOf({ body, contentType, geolocation })).toBe(47.5);
    expect(latOf({ body: sdp, contentType: "application/sdp", geolocation: byUri })).toBe(47.501);
    expect(readLocation({ body, contentType, geolocation: [byPart, "<geo:10,10>"] }).flags).toEqual([
      "location-conflict",
    ]);
  });

  it("may be coordinates with an address, a method and a time", () => {
    const given = {
      geo: { lat: 47.5, lon: -122.25, radiusM: 20 },
      civic: { country: "us", PC: "98052", NAM: "4255550100" },
      method: "GPS",
      timestamp: "2026-11-28T20:00:00Z",
    };
    expect(readLocation(given)).toEqual({
      others: [],
      place: {
        shape: { kind: "circle", centre: { lat: 47.5, lon: -122.25 }, radiusM: 20 },
        civic: { country: "US", PC: "98052", NAM: "4255550100" },
        method: "GPS",
        timestampMs: Date.parse("2026-11-28T20:00:00Z"),
        elin: "4255550100",
        uncertaintyM: 20,
      },
      flags: [],
    });
  });

  it("has the method and time of the document before those of the request", () => {
    const given = { pidf: teamsOffice, method: "Manual", timestamp: "2020-01-01T00:00:00Z" };
    expect(readLocation(given).place).toMatchObject({ method: "LIS", timestampMs: Date.parse("2026-11-28T20:00:00Z") });
  });

  it.each<[string, unknown, number | "unreadable"]>([
    ["UTC", "2026-11-28T20:00:00Z", Date.UTC(2026, 10, 28, 20)],
    ["small letters (RFC 3339)", "2026-11-28t20:00:00z", Date.UTC(2026, 10, 28, 20)],
    ["another zone and parts of a second", " 2026-11-28T20:00:00.25+01:00 ", Date.UTC(2026, 10, 28, 19, 0, 0, 250)],
    ["no zone", "2026-11-28T20:00:00", Date.UTC(2026, 10, 28, 20)],
    ["a day", "2020-01-01", "unreadable"],
    ["a day that is not", "2020-13-41T20:00:00Z", "unreadable"],
    ["an hour that is not", "2020-01-01T27:00:00Z", "unreadable"],
    ["more behind it", "2026-11-28T20:00:00Z (about)", "unreadable"],
    ["milliseconds", "1764360000000", "unreadable"],
    ["a number", 1_764_360_000_000, "unreadable"],
    ["a word", "yesterday", "unreadable"],
    ["an object", {}, "unreadable"],
    ["a text that is too long", `2026-11-28T20:00:00Z${"0".repeat(10_000)}`, "unreadable"],
  ])("is used, and flagged where its time cannot be read: %s", (_, timestamp, timestampMs) => {
    const flags = timestampMs === "unreadable" ? ["location-unreadable"] : [];
    const givens: GivenLocation[] = [{ pidf: here, timestamp }];
    if (typeof timestamp === "string") givens.push({ pidf: pidf(point("47.5 -122.25"), { timestamp }) });
    for (const given of givens)
      expect(readLocation(given)).toMatchObject({ place: { shape: { kind: "point" }, timestampMs }, flags });
  });

  it("has a time that cannot be read for one, also beside one that can", () => {
    const broken = pidf(point("47.5 -122.25"), { timestamp: "yesterday" });
    expect(readLocation({ pidf: broken, timestamp: "2026-11-28T20:00:00Z" })).toMatchObject({
      place: { timestampMs: "unreadable" },
      flags: ["location-unreadable"],
    });
    expect(readLocation({ pidf: teamsOffice, timestamp: 5 })).toMatchObject({
      place: { timestampMs: Date.parse("2026-11-28T20:00:00Z") },
      flags: ["location-unreadable"],
    });
  });

  it.each([5, {}, [], true, "x".repeat(10_000)])("is flagged where its method is no word: %j", (method) => {
    expect(readLocation({ pidf: here, method })).toMatchObject({
      place: { method: null },
      flags: ["location-unreadable"],
    });
  });

  it("is the first that can be used: the document, the body, then the members", () => {
    const body = bodyWith(pidf(point("48 -122")));
    const geo = { lat: 49, lon: -122 };
    expect(latOf({ pidf: here, body, contentType, geo })).toBe(47.5);
    expect(latOf({ pidf: "<a", body, contentType, geo })).toBe(48);
    expect(latOf({ pidf: "<a", body: bodyWith("<b"), contentType, geo })).toBe(49);
    expect(latOf({ pidf: presence(tuple(point("91 0")), tuple(point("46 7"))) })).toBe(46);
  });

  it.each<[readonly string[], GivenLocation]>([
    [["location-unreadable"], { pidf: "hello" }],
    [["location-unreadable"], { pidf: 5 }],
    [["location-unreadable"], { pidf: pidf(point("0 0")) }],
    [["location-unreadable"], { pidf: `<a>${"x".repeat(30_000)}</a>` }],
    [["location-unreadable"], { body: bodyWith(here).replaceAll("gp:location-info", "gp:location"), contentType }],
    [["location-unreadable"], { body: sdp, contentType: "application/sdp", geolocation: "<cid:gone@host>" }],
    [["location-unreadable"], { body: { lat: 1 } }],
    [["location-unreadable"], { body: null, geolocation: 0 }],
    [["location-unreadable"], { body: "x".repeat(200_000) }],
    [["location-unreadable"], { geo: { lat: 91, lon: 0 } }],
    [["location-unreadable"], { geo: { lat: 0, lon: 0 } }],
    [["location-unreadable"], { geo: { lat: null, lon: null } }],
    [["location-unreadable"], { geo: [47.5, -122.25] }],
    [["location-unreadable"], { civic: {} }],
    [["location-unreadable"], { civic: "Redmond" }],
    [["location-unreadable"], { geolocation: "junk" }],
    [["location-unreadable"], { geolocation: "<geo:>" }],
    [["location-unreadable"], { geolocation: "<geo:47.5>" }],
    [["location-unreadable"], { geolocation: "<geo:91,0>" }],
    [["location-unreadable"], { geolocation: "<geo:0,0>" }],
    [["location-unreadable"], { geolocation: "<geo:NaN,1>" }],
    [["location-unreadable"], { geolocation: "<geo:1,2,3,4>" }],
    [["location-unreadable"], { geolocation: "<geo:1,2,high>" }],
    [["location-by-reference"], { geolocation: '<https://lis.example/1>;inserted-by="<geo:1.5,2.5>"' }],
    [["location-by-reference"], { geolocation: "https://lis.example/q?x=1,geo:48.85,2.35" }],
    [["location-unreadable"], { geolocation: "<geo:323482,4306480;crs=nad83>" }],
    [["location-unreadable", "location-by-reference"], { geolocation: "<geo:91,0>, <https://lis.example/1>" }],
    [["location-unreadable"], { geolocation: [5] }],
    [["location-unreadable"], { geolocation: [null, {}] }],
    [["location-unreadable"], { body: nested(6, here) }],
    [["location-unreadable"], { body: "cut off", contentType: "application/pidf+xml" }],
    [["location-unreadable"], { body: "gzip", contentType: "application/pidf+xml; x=1", geolocation: [] }],
    [["location-unreadable"], { body: here.slice(here.indexOf(":geopriv10")), contentType: "application/sdp" }],
    [["location-unreadable"], { body: "<location-info><civicAddress/></location-info>", contentType: "text/xml" }],
    [["location-unreadable"], { foo: 1 }],
    [["location-unreadable"], { lat: 47.5, lon: -122.25 }],
    [["location-by-reference"], { geolocation: ["<https://lis.example/357yc6s64ceyoiuy5ax3o>"] }],
    [
      ["location-by-reference"],
      { body: sdp, contentType: "application/sdp", geolocation: "<sip:357yc6s@lis.example>" },
    ],
    [[], {}],
    [[], { body: sdp, contentType: "application/sdp" }],
    [[], { body: multipart("next", [sdpPart]), contentType }],
    [[], { body: sdp }],
    [[], { body: `${sdp}\r\na=accept-types:application/pidf+xml text/plain`, contentType: "application/sdp" }],
    [[], { body: sdp, contentType: "<null>", geolocation: "<null>" }],
    [[], { body: "<null>", contentType: "<null>", geolocation: ["<null>", " ", null] }],
    [[], { body: "<conference-info/>", contentType: "application/conference-info+xml" }],
    [[], { body: "hello", contentType: "text/plain", pidf: null }],
    [[], { pidf: "<null>", geo: null, civic: "", foo: null }],
    [[], { method: "GPS" }],
  ])("is none, with the flags %j: %j", (flags, given) => {
    expect(readLocation(given)).toEqual({ place: null, others: [], flags });
  });

  it("has a conflict where two of them are in two countries, or too far apart to be one place", () => {
    const flagsOf = (given: GivenLocation): readonly string[] => readLocation(given).flags;
    const in2 = (a: string, b: string): GivenLocation => ({ pidf: presence(tuple(a), tuple(b)) });
    expect(flagsOf(in2(point("47.5 -122.25"), point("47.505 -122.25")))).toEqual([]);
    expect(flagsOf(in2(point("47.5 -122.25"), point("47.6 -122.25")))).toEqual(["location-conflict"]);
    expect(flagsOf(in2(point("47.5 -122.25"), circle("47.6 -122.25", "12000")))).toEqual([]);
    expect(flagsOf(in2(civic({ country: "CH" }), civic({ country: "AT" })))).toEqual(["location-conflict"]);
    expect(flagsOf({ pidf: here, geo: { lat: 10, lon: 10 } })).toEqual(["location-conflict"]);
  });

  it("is read, whatever stands in it, without an error and as a place on Earth", () => {
    const anything = fc.record({
      pidf: fc.oneof(spoilt(teamsOffice), fc.anything()),
      body: fc.oneof(spoilt(bodyWith(here)), fc.anything()),
      contentType: fc.oneof(spoilt(contentType), fc.anything()),
      geolocation: fc.oneof(
        fc.array(fc.oneof(spoilt("<cid:target@example.org>"), spoilt("<geo:47.5,-122.25;u=50>"))),
        fc.anything(),
      ),
      geo: fc.oneof(fc.record({ lat: fc.double(), lon: fc.double(), radiusM: fc.double() }), fc.anything()),
      civic: fc.anything(),
      method: fc.anything(),
      timestamp: fc.anything(),
    });
    fc.assert(
      fc.property(anything, (given) => {
        const { place } = readLocation(given);
        if (place === null || place.shape === null) return;
        expect(Math.abs(place.shape.centre.lat)).toBeLessThanOrEqual(90);
        expect(Math.abs(place.shape.centre.lon)).toBeLessThanOrEqual(180);
        expect(place.uncertaintyM ?? 0).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: amount({ usual: 300, thorough: 20_000 }) },
    );
  });
});
