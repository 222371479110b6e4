import { describe, expect, it } from "vitest";
import { callSetupFaults, readCallSetup } from "../../../shared/recognition/read-call-setup.ts";

describe("what is wrong with a call-setup event", () => {
  it.each<[string, unknown, string, string]>([
    ["a called party that is not there", { called: "+44999" }, "calls[2].calledParty", "is missing"],
    ["one of null", { calledParty: null }, "calls[2].calledParty", "must be text; found null"],
    ["a number", { calledParty: 999 }, "calls[2].calledParty", "must be text; found 999"],
    ["a text", "+44999", "calls[2]", 'must be an object; found "+44999"'],
    ["nothing", null, "calls[2]", "must be an object; found null"],
  ])("is named: %s", (_, value, path, message) => {
    expect(callSetupFaults(value, ["calls", 2])).toEqual([{ path, message }]);
  });

  it("is nothing when there is a called party, whatever else there is", () => {
    expect(callSetupFaults({ calledParty: "", ingress: 7, more: [] })).toEqual([]);
  });
});

describe("a call-setup event", () => {
  const event = {
    calledParty: "+44999",
    callId: "f81d4fae-7dec-11d0@sbc1.example.net",
    ingress: "zoom",
    tenant: "contoso",
    callingParty: "+441632960123",
    territory: "GB",
    locationKey: "75056",
    receivedAt: "2026-11-22T12:35:01.123Z",
    attributes: { trunk: "zoom-eu-1" },
    location: { pidf: "<presence/>", more: [1] },
  };
  const read = (changed: Readonly<Record<string, unknown>>) => readCallSetup({ ...event, ...changed }, () => "made");

  it("is read as it came", () => {
    expect(read({})).toEqual({ call: event, flags: [] });
  });

  it.each([
    ["gb", "GB"],
    ["UK", "GB"],
    ["uk", "GB"],
    ["EL", "GR"],
    ["el", "GR"],
  ])("has its territory %s as %s", (name, code) => {
    expect(read({ territory: name })?.call.territory).toBe(code);
  });

  it.each(Object.keys(event).filter((name) => name !== "calledParty"))(
    "may be without %s, or have null there",
    (name) => {
      const expected = { ...event, [name]: name === "callId" ? "made" : null };
      const flags = name === "callId" ? ["generated-call-id"] : [];
      expect(read({ [name]: undefined })).toEqual({ call: expected, flags });
      expect(read({ [name]: null })).toEqual({ call: expected, flags });
    },
  );

  it.each([5, "here", [], true])("loses a location of %j, with two flags", (location) => {
    const flags = ["invalid:location", "location-unreadable"];
    expect(read({ location })).toEqual({ call: { ...event, location: null }, flags });
  });

  it.each<[string, unknown]>([
    ["ingress", ""],
    ["ingress", "i".repeat(65)],
    ["tenant", 7],
    ["callingParty", "no number"],
    ["callingParty", "4".repeat(1025)],
    ["territory", "GBR"],
    ["locationKey", "a\u0000b"],
    ["receivedAt", "2026-13-22T12:35:01Z"],
    ["receivedAt", "yesterday"],
    ["attributes", { trunk: 1 }],
    ["attributes", Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`a${i}`, ""]))],
    ["attributes", []],
  ])("loses %s of %j alone, with a flag", (name, value) => {
    expect(read({ [name]: value })).toEqual({ call: { ...event, [name]: null }, flags: [`invalid:${name}`] });
  });

  it.each([["i".repeat(257)], ["a\nb"], ["\ud800"], [""]])("gets a Call-ID in place of %j", (callId) => {
    expect(read({ callId })).toMatchObject({
      call: { callId: "made" },
      flags: ["invalid:callId", "generated-call-id"],
    });
  });

  it("names at most five unknown fields, and never one that is no word", () => {
    const unknown = Object.fromEntries(["a b", "c d", ..."123456"].map((name) => [`x${name}`, 1]));
    expect(read(unknown)?.flags).toEqual(
      ["xmember", "x1", "x2", "x3", "x4"].map((name) => `unknown:${name.replace("xmember", "member")}`),
    );
  });

  it.each([[null], ["+44999"], [[]], [{}], [{ calledParty: 999 }]])("is not %j", (body) => {
    expect(readCallSetup(body, () => "made")).toBeNull();
  });
});
