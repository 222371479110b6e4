import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCallSetup } from "../../shared/recognition/read-call-setup.ts";
import { decide } from "../../shared/routing/decide.ts";
import type { Decision } from "../../shared/routing/decision.ts";
import { amount } from "../support/amount.ts";
import { decideCall } from "../support/config/decide-call.ts";
import { snapshotWithAreas } from "../support/location/areas.ts";
import { circle, civic, multipart, pidf, pidfPart, point, sdpPart, teamsOffice } from "../support/location/pidf.ts";
import { spoilt } from "../support/location/spoilt.ts";
import { heapInUseMiB } from "../support/programs/heap-in-use.ts";

const body = multipart("next", [sdpPart, pidfPart(teamsOffice)]);

/** Locations that can be read, that cannot, and anything else that JSON can be. */
const anyLocation = fc.oneof(
  fc.record({
    geo: fc.record({
      lat: fc.double({ min: 46, max: 60, noNaN: true }),
      lon: fc.double({ min: -5, max: 4, noNaN: true }),
      radiusM: fc.nat({ max: 500_000 }),
    }),
  }),
  fc.record({
    civic: fc.record({
      country: fc.constantFrom("GB", "FR", "US", "DE", "AQ", "XX"),
      A1: fc.constantFrom("England", ""),
      A3: fc.constantFrom("Leeds", "x"),
    }),
    timestamp: fc.constantFrom("2026-11-22T11:59:00Z", "2026-11-20T00:00:00Z", "then"),
  }),
  fc.record({ pidf: spoilt(teamsOffice) }),
  fc.record({
    body: spoilt(body),
    contentType: spoilt("multipart/mixed;boundary=next"),
    geolocation: fc.array(fc.oneof(fc.string(), spoilt("<geo:50.5,-1.5;u=9000>"))),
  }),
  fc.record({
    pidf: fc.constantFrom(pidf(point("50.5 -1.5")), pidf(circle("50.5 -1", "9000")), pidf(civic({ country: "FR" }))),
  }),
  fc.jsonValue(),
);

const anyCall = fc.record({
  calledParty: fc.constantFrom(
    "112",
    "999",
    "+44999",
    "+33112",
    "911",
    "+1911",
    "933",
    "101",
    "urn:service:sos",
    "110",
    "+4912",
    "",
    "12345",
  ),
  callingParty: fc.constantFrom(null, "+441632960123", "+33140506070", "anonymous"),
  ingress: fc.constantFrom(null, "zoom", "teams", "other"),
  territory: fc.constantFrom(null, "GB", "FR", "US", "XX"),
});

/** What must not depend on the location where no area and no country came of it. */
const unchanged = ({ flags: _, location: __, ...others }: Decision) => others;

describe("a location", () => {
  it("never changes the class nor takes the routes, and where it leads to no area and no territory changes nothing", () => {
    fc.assert(
      fc.property(anyCall, anyLocation, (call, location) => {
        const without = decideCall(call, snapshotWithAreas);
        const decision = decideCall({ ...call, location }, snapshotWithAreas);
        expect([decision.class, decision.action]).toEqual([without.class, without.action]);
        expect(decision.routes.length === 0).toBe(without.routes.length === 0);
        expect(decision.routes.at(-1)?.name).toBe(without.routes.at(-1)?.name);
        if (!without.flags.includes("contingency-route")) expect(decision.flags).not.toContain("contingency-route");
        const isTold =
          (decision.location !== null && decision.location.area !== null) ||
          without.location !== null ||
          decision.number.territoryFrom === "location" ||
          decision.flags.includes("screened") !== without.flags.includes("screened");
        if (!isTold) expect(unchanged(decision)).toEqual(unchanged(without));
      }),
      { numRuns: amount({ usual: 2_000, thorough: 50_000 }) },
    );
  });

  it("that is spoilt costs no call its decision, its time, or memory that stays", () => {
    const count = amount({ usual: 1_500, thorough: 10_000 });
    const samples = fc.sample(fc.record({ body: spoilt(body), contentType: spoilt("multipart/mixed;boundary=next") }), {
      numRuns: count,
      seed: 20,
    });
    const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
    const config = { version: 1, hash: "sha256:0", source: "live", ageMs: 0 } as const;
    const {
      class: callClass,
      number,
      routes,
    } = decideCall({ calledParty: "+44999", territory: "GB" }, snapshotWithAreas);
    const without = [callClass, number, routes];
    const decideAll = (): void => {
      for (const location of samples) {
        const read = readCallSetup({ calledParty: "+44999", callId: "call-1", territory: "GB", location }, () => "");
        if (read === null) throw new Error("no call");
        const decision = decide(read, { snapshot: snapshotWithAreas, config }, { nowMs, decisionId: "decision-1" });
        expect([decision.class, decision.number, decision.routes]).toEqual(without);
      }
    };
    decideAll();
    const before = heapInUseMiB();
    decideAll();
    expect(heapInUseMiB() - before).toBeLessThan(4);
  });

  it.each<[string, object]>([
    [
      "of many geoprivs",
      {
        pidf: `<p>${"<geopriv><location-info><Point><pos>0 0</pos></Point></location-info></geopriv>".repeat(280)}</p>`,
      },
    ],
    ["of deep elements", { pidf: `${"<a>".repeat(8_000)}` }],
    ["of long numbers", { pidf: pidf(point(`${"1".repeat(20_000)}`)) }],
    [
      "of many numbers",
      {
        pidf: `<location-info><Polygon><exterior><LinearRing><posList>${"1 2 ".repeat(6_000)}</posList></LinearRing></exterior></Polygon></location-info>`,
      },
    ],
    ["of many attributes", { pidf: `<a ${Array.from({ length: 2_500 }, (_, i) => `b${i}=""`).join(" ")}/>` }],
    ["of many parts", { body: "--b\r\n".repeat(20_000), contentType: "multipart/mixed;boundary=b" }],
    [
      "of one endless header",
      {
        body: `--b\nContent-Type: application/pidf+xml${";a".repeat(50_000)}\n\n<a/>`,
        contentType: "multipart/mixed;boundary=b",
      },
    ],
    ["of folded lines", { body: `--b\nX: y\n${" z\n".repeat(30_000)}`, contentType: "multipart/mixed;boundary=b" }],
    ["of brackets", { geolocation: "<".repeat(8_000) }],
    ["of geo URIs", { geolocation: Array(20).fill("<geo:50.5,-1.5;u=9000>,".repeat(340)) }],
    ["of a long geo URI", { geolocation: `geo:${",;u=".repeat(2_000)}` }],
    [
      "of blanks",
      {
        geolocation: `<${" ".repeat(8_000)}`,
        body: " ".repeat(100_000),
        contentType: `multipart/mixed${"; ".repeat(4_000)}`,
      },
    ],
    [
      "of equals signs",
      {
        body: `--b\nContent-Type: application/pidf+xml\nContent-Transfer-Encoding: quoted-printable\n\n${"= ".repeat(50_000)}`,
        contentType: "multipart/mixed;boundary=b",
      },
    ],
    ["of many members", { civic: Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`A${i}`, "x"])) }],
    ["of long members", { civic: { A1: " ".repeat(60_000), A2: "x ".repeat(30_000) }, method: "x".repeat(60_000) }],
  ])("%s holds no call up", (_, location) => {
    const call = { calledParty: "999", territory: "GB", location };
    for (let i = 0; i < 3; i++) decideCall(call, snapshotWithAreas);
    const tookUs = Array.from({ length: 5 }, () => {
      const { user } = process.cpuUsage();
      decideCall(call, snapshotWithAreas);
      return process.cpuUsage().user - user;
    });
    // Of several tries the quickest: what else runs here is not the location's. It takes some milliseconds, which bench/location.ts
    // measures, or, where its time grows with the square of its length, seconds.
    expect(Math.min(...tookUs) / 1_000).toBeLessThan(100);
  });
});
