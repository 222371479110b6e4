import { describe, expect, it } from "vitest";
import { recordableRequest } from "../../../shared/audit/recordable-request.ts";

const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth));
const recorded = (body: unknown) => recordableRequest(body, JSON.stringify(body));
const call = { calledParty: "112", attributes: { trunk: "a" } };

describe("a request", () => {
  it("is recorded as it came, if it has no location", () => {
    expect(recorded(call)).toEqual({ request: call, location: null });
    expect(recorded({ ...call, location: null }).request).toEqual({ ...call, location: null });
  });

  it("is recorded as text, if it nests deeply", () => {
    const body = { ...call, more: nested(32) };
    expect(recorded(body)).toEqual({ request: JSON.stringify(body), location: null });
    expect(recorded({ ...call, more: nested(31) }).request).toEqual({ ...call, more: nested(31) });
  });

  it.each([
    ...["location", "rb", "cT", "geolocation"],
    ...["Location", "GEO", "civic", "pidf", "body", "contentType", "lat", "longitude", "radiusM"],
    ...["civicAddress", "geoUri", "pidf-lo", "A3", "PC", "HNO"],
  ])("is recorded without its %s", (name) => {
    for (const member of [{ geo: { lat: 47.5 } }, "47.5", 5, [1]])
      expect(recorded({ ...call, [name]: member })).toEqual({ request: call, location: { [name]: member } });
  });

  it("has neither its location in a text, nor what nests deeply, if it has both", () => {
    const body = { ...call, more: nested(20_000), location: { geo: nested(20_000), pidf: "<secret/>" } };
    const { request, location } = recordableRequest(body, "<secret/>");
    expect(request).toEqual({ ...call, more: "nests too deeply to be recorded" });
    expect(location).toEqual({ location: "nests too deeply to be recorded" });
  });

  it.each([[null], ["text"], [[1]], [5]])("may be no object: %j", (body) => {
    expect(recorded(body)).toEqual({ request: body, location: null });
  });
});
