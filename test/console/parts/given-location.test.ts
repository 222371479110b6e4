import { expect, it } from "vitest";
import { type GivenLocation, noLocation, readGivenLocation } from "../../../console/parts/given-location.ts";

it.each<[Partial<GivenLocation>, object]>([
  [{ kind: "" }, { location: null }],
  [{ kind: "geo", point: "48.8566, 2.3522" }, { location: { geo: { lat: 48.8566, lon: 2.3522 } } }],
  [
    { kind: "geo", point: "-33.9 151.2", radiusM: "50" },
    { location: { geo: { lat: -33.9, lon: 151.2, radiusM: 50 } } },
  ],
  [
    { kind: "civic", civic: "country FR\n A3: Paris\n\nPC=75001" },
    { location: { civic: { country: "FR", A3: "Paris", PC: "75001" } } },
  ],
  [{ kind: "pidf", pidf: "<presence/>" }, { location: { pidf: "<presence/>" } }],
])("a place that is filled in as %j is read", (given, read) => {
  expect(readGivenLocation({ ...noLocation, ...given })).toEqual(read);
});

it.each<[Partial<GivenLocation>, RegExp]>([
  [{ kind: "geo", point: "Paris" }, /latitude and longitude/],
  [{ kind: "geo", point: "148, 2" }, /latitude and longitude/],
  [{ kind: "geo", point: "48, 2, 3" }, /latitude and longitude/],
  [{ kind: "geo", point: "48, 2", radiusM: "far" }, /number of metres/],
  [{ kind: "civic", civic: "" }, /one element a line/],
  [{ kind: "civic", civic: "country FR\nParis" }, /this is none: Paris/],
])("a place that is filled in as %j is none, and the page says why", (given, fault) => {
  expect(readGivenLocation({ ...noLocation, ...given })).toEqual({ fault: expect.stringMatching(fault) });
});
