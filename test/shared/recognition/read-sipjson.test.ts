import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCallSetup } from "../../../shared/recognition/read-call-setup.ts";
import { readSipjson, sipjsonFaults } from "../../../shared/recognition/read-sipjson.ts";
import { isSipjson } from "../../../shared/recognition/sipjson.ts";
import { serialisedInvite } from "../../support/text/serialised-invite.ts";

const read = (body: unknown, ingress: string | null = "zoom") => readSipjson(body, ingress, () => "made-1");
const question = (fields: object = {}) => ({ ru: "sip:+44999@sbc", ci: "call-1", ...fields });
const callOf = (fields: object) => read(question(fields))?.call;
const flagsOf = (fields: object) => read(question(fields))?.flags;

describe("a question of Kamailio's sipjson", () => {
  it("is read as what Kamailio writes", () => {
    expect(read(JSON.parse(serialisedInvite))).toEqual({
      call: {
        calledParty: "sip:+44999@127.0.0.1:5099;user=phone",
        callId: "f81d4fae-7dec@zoom.example",
        ingress: "zoom",
        tenant: null,
        callingParty: "sip:+441632960123@zoom.example",
        territory: null,
        locationKey: null,
        receivedAt: null,
        attributes: { sourceAddress: "127.0.0.1" },
        location: { body: expect.stringContaining("<presence é/>"), contentType: null, geolocation: null },
      },
      flags: [],
    });
  });

  it.each<[string, object, string | null]>([
    ["the user of From", { fU: "+441632960123", fd: "zoom.example" }, "sip:+441632960123@zoom.example"],
    ["the number of a tel URI in From", { fU: "+441632960123", fd: "" }, "+441632960123"],
    [
      "the asserted identity, where it is added",
      { ai: "tel:+441632960124", fU: "anonymous", fd: "a" },
      "tel:+441632960124",
    ],
    [
      "the user of From where nothing is asserted",
      { ai: "", fU: "anonymous", fd: "anonymous.invalid" },
      "sip:anonymous@anonymous.invalid",
    ],
    [
      "the user of From where the asserted identity has no value",
      { ai: "<null>", fU: "+4416", fd: "a" },
      "sip:+4416@a",
    ],
    ["the user alone where From has no host", { fU: "+441632960123", fd: "<null>" }, "+441632960123"],
    ["nobody where nothing has a value", { ai: "<null>", fU: "<null>", fd: "<null>" }, null],
    ["nobody without a user", { fU: "", fd: "anonymous.invalid" }, null],
    ["nobody without a From", {}, null],
    ["whom the event's own member names", { fU: "a", fd: "b", callingParty: "+441632960125" }, "+441632960125"],
  ])("names the caller: %s", (_, fields, callingParty) => {
    expect(callOf(fields)).toMatchObject({ callingParty });
    expect(flagsOf(fields)).toEqual([]);
  });

  it("may have members of an event beside its own", () => {
    expect(callOf({ tenant: "contoso", territory: "gb", locationKey: "1", ingress: "teams" })).toMatchObject({
      tenant: "contoso",
      territory: "GB",
      locationKey: "1",
      ingress: "teams",
    });
  });

  it.each<[object, object | null]>([
    [
      { rb: "--b\r\n", cT: "multipart/mixed;boundary=b", geolocation: "<cid:a@b>" },
      { body: "--b\r\n", contentType: "multipart/mixed;boundary=b", geolocation: "<cid:a@b>" },
    ],
    [{ rb: "v=0\r\n" }, { body: "v=0\r\n", contentType: null, geolocation: null }],
    [
      { geolocation: ["<https://lis.example/1>"] },
      { body: null, contentType: null, geolocation: ["<https://lis.example/1>"] },
    ],
    [{ rb: "", cT: "<null>", geolocation: "<null>" }, null],
    [{ cT: "application/sdp" }, null],
    [{}, null],
    [{ rb: "v=0", location: { geo: { lat: 1, lon: 2 } } }, { geo: { lat: 1, lon: 2 } }],
  ])("may say where the caller is: %j", (fields, location) => {
    expect(callOf(fields)?.location).toEqual(location);
    expect(flagsOf(fields)).toEqual([]);
  });

  it.each<[string, object, readonly string[]]>([
    ["a Call-ID of another type", { ci: 1 }, ["invalid:callId", "generated-call-id"]],
    ["an empty Call-ID", { ci: "" }, ["generated-call-id"]],
    ["a Call-ID without a value", { ci: "<null>" }, ["generated-call-id"]],
    ["a caller of another type", { fU: 1, fd: "a" }, ["invalid:callingParty"]],
    ["a source address of another type", { si: 1 }, ["invalid:attributes"]],
    ["members that are not known", { xx: 1, "a b": 2 }, ["unknown:xx", "unknown:member"]],
  ])("is decided and flagged with %s", (_, fields, flags) => {
    expect(flagsOf(fields)).toEqual(flags);
  });

  it("names no ingress where the URL names none", () => {
    expect(read(question(), null)?.call.ingress).toBeNull();
  });

  it.each<[string, unknown, readonly string[]]>([
    ["without ru", {}, ["ru"]],
    ["with another ru", { ru: 5 }, ["ru"]],
    ["that is a list", [], [""]],
    ["that is null", null, [""]],
  ])("%s is none", (_, body, paths) => {
    expect([isSipjson(body), read(body)]).toEqual([false, null]);
    expect(sipjsonFaults(body).map(({ path }) => path)).toEqual(paths);
  });

  it("is the same call as an event with the same members, whatever they hold", () => {
    const text = fc.string({ unit: "binary", maxLength: 40 });
    fc.assert(
      fc.property(text, fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), text, (ru, ci, si) => {
        const event = { calledParty: ru, callId: ci, ingress: "zoom", attributes: { sourceAddress: si } };
        expect(read({ ru, ci, si })).toEqual(readCallSetup(event, () => "made-1"));
      }),
    );
  });
});
