import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLocation } from "../../../shared/location/read-location.ts";
import { undated } from "../../../shared/location/undated.ts";
import { device, multipart, pidf, pidfPart, point, presence, sdpPart, tuple } from "../../support/location/pidf.ts";

const timestamp = "2026-11-28T20:00:00Z";
const here = point("50.5 -1.5");

describe("a location without its instants", () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["of the request", { geo: { lat: 50.5, lon: -1.5 }, timestamp }],
    ["of a tuple", { pidf: pidf(here, { timestamp }) }],
    ["of a device and a tuple", { pidf: presence(tuple(here, { timestamp }), device(here, { timestamp })) }],
    ["with attributes and blanks", { pidf: pidf(here, { timestamp }).replace("<timestamp>", '<timestamp a="1" >\n') }],
    ["in an INVITE's body", { body: multipart("b", [sdpPart, pidfPart(pidf(here, { timestamp }))]) }],
  ])("is the same place, found at no instant: %s", (_, given) => {
    const before = readLocation(given).place;
    expect(before?.timestampMs).toBe(Date.parse(timestamp));
    expect(readLocation(undated(given)).place).toEqual({ ...before, timestampMs: null });
  });

  it("is the same in all else", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (given) => {
        const { timestamp: _, ...others } = given;
        expect(undated(given)).toEqual(others);
      }),
    );
  });
});
