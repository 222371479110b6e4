import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeHashChain } from "../../../shared/audit/hash-chain.ts";
import { locationEvent } from "../../../shared/audit/location-event.ts";
import { maskParty, maskPersonal } from "../../../shared/audit/mask-personal.ts";
import { type ReadEvent, readEvent } from "../../../shared/audit/read-event.ts";

/** A recorded decision about such a request. */
function eventOf(request: unknown, decision: object = {}): ReadEvent {
  const read = readEvent({
    specversion: "1.0",
    id: "01a20416-ea92-707f-aff1-345002ef198c",
    source: "/emergency-call-router",
    type: "emergency-call.decided.v1",
    subject: "call-1",
    time: "2026-11-22T12:35:01.123Z",
    datacontenttype: "application/json",
    data: {
      request,
      decision: {
        callId: "call-1",
        class: "emergency",
        number: { territory: "GB", received: "+44999" },
        flags: [],
        config: { version: 1, hash: "sha256:1234567890" },
        ...decision,
      },
      chain: { id: "chain-1", sequence: 1, previousHash: null, hash: "sha256:0123456789" },
    },
  });
  if ("reason" in read) throw new Error(read.detail);
  return read;
}

const maskedRequest = (request: unknown): unknown => maskPersonal(eventOf(request)).event.data.request;

describe("a calling party", () => {
  it.each([
    ["+441632960123", "+**********23"],
    ["01632 960123", "*********23"],
    ["tel:+44-1632-960123", "+**********23"],
    ['"Somebody" <sip:+441632960123@sbc.example.net;user=phone>', "+**********23"],
    ["sip:somebody@example.net", "***"],
    ["112", "*12"],
    ["anonymous", "anonymous"],
    ["sip:anonymous@anonymous.invalid", "anonymous"],
    ['"+441632960123" <sip:anonymous@anonymous.invalid>', "anonymous"],
    ["'+441632960123'", "***"],
    ["01632,960123", "***"],
    ["+441632960123 / +33142681000", "***"],
    ["", ""],
  ])("%s is shown as %s", (party, shown) => {
    expect(maskParty(party)).toBe(shown);
  });

  it("never shows more than two digits of a number", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[0-9]{3,15}$/), (number) => {
        expect(maskParty(number).replace(/\D/g, "")).toHaveLength(2);
      }),
    );
  });
});

describe("an event shown without personal data", () => {
  it("has the calling party masked wherever it stands", () => {
    const conversion = { name: "location", calledParty: "112", callingParty: "+33123456789" };
    const { event, text } = maskPersonal(
      eventOf({ calledParty: "+33112", callingParty: "+441632960123" }, { conversion }),
    );
    expect(event.data).toMatchObject({
      request: { calledParty: "+33112", callingParty: "+**********23" },
      decision: { conversion: { calledParty: "112", callingParty: "+*********89" } },
    });
    expect(text).not.toMatch(/1632960|3123456/);
  });

  it("shows nothing of a location but that there is one", () => {
    const data = { decisionId: "d", location: { location: { pidf: "<presence/>" } }, instance: "i", sender: null };
    const chained = makeHashChain("chain-1").append(locationEvent("call-1", data, 0));
    const read = readEvent(chained);
    if ("reason" in read) throw new Error(read.detail);
    const { event, text } = maskPersonal(read);
    expect(event.data).toEqual({ ...chained.data, location: "***" });
    expect(text).not.toContain("presence");
  });

  it("shows what was dialled and the Call-ID in Kamailio's form, and neither the caller nor the INVITE's body", () => {
    const request = {
      ru: "sip:+44999@10.1.2.3:5060",
      rU: "+44999",
      ci: "12345678@a",
      fU: "somebody",
      ai: "tel:+441632960123",
      rb: "<civic>",
    };
    const masked = { ...request, fU: "***", ai: "+**********23", rb: "***" };
    expect(maskedRequest(request)).toEqual(masked);
    expect(maskedRequest({ ...request, calledParty: "112" })).toMatchObject({ ru: "sip:+*****@**.*.*.*:**60" });
  });

  it.each<[string, unknown, unknown]>([
    ["one in an attribute", { attributes: { from: "+44 1632 960123" } }, { attributes: { from: "+** **** ****23" } }],
    ["one under a name of the sender's own", { pai: "sip:+441632960123@a" }, { pai: "sip:+**********23@a" }],
    ["one with unusual separators", { a: "+49 (30) 12345 67" }, { a: "+** (**) ***** 67" }],
    ["one with slashes", { a: "01632/960123" }, { a: "*****/****23" }],
    ["one in digits of another script", { a: "٠١٦٣٢٩٦٠١٢٣" }, { a: "*********٢٣" }],
    ["one that is a JSON number", { cli: 441632960123 }, { cli: "**********23" }],
    ["one as the name of a member", { "+441632960123": "x" }, { "+**********23": "x" }],
    [
      "one in what only looks like the called party",
      { extra: { calledParty: "+441632960123" } },
      { extra: { calledParty: "+**********23" } },
    ],
    ["one in a Call-ID that is no text", { callId: ["+441632960123"] }, { callId: ["+**********23"] }],
    ["one in a list", { history: ["+441632960123"] }, { history: ["+**********23"] }],
    ["a caller that is no text", { callingParty: { number: 441632960123 } }, { callingParty: "***" }],
    ["a withheld one", { callingParty: null }, { callingParty: null }],
    ["none in the Call-ID", { callId: "4416329601234@sbc" }, { callId: "4416329601234@sbc" }],
    ["none in what was dialled", { calledParty: "+44 999 0000000" }, { calledParty: "+44 999 0000000" }],
    ["none in a time", { receivedAt: "2026-11-22T12:35:01.123Z" }, { receivedAt: "2026-11-22T12:35:01.123Z" }],
    ["one where a time should be", { receivedAt: "+441632960123" }, { receivedAt: "+**********23" }],
    [
      "none in short codes",
      { attributes: { dialled: "999", line: "123456" } },
      { attributes: { dialled: "999", line: "123456" } },
    ],
    ["a body kept as text", '{"callingParty":"+441632960123"', '{"callingParty":"+**********23"'],
  ])("masks %s", (_, request, masked) => {
    expect(maskedRequest(request)).toEqual(masked);
  });

  it("is the same otherwise, with the hash of the event as it was recorded", () => {
    const whole = eventOf({ calledParty: "+44999" });
    expect(maskPersonal(whole)).toEqual(whole);
  });

  it("shows no long number of any request but for what was dialled and the Call-ID", () => {
    const dialled = new Set(["callId", "calledParty", "ci", "ru", "rU"]);
    const anything = fc.dictionary(
      fc.string().filter((name) => !dialled.has(name) && name !== "__proto__"),
      fc.oneof(fc.jsonValue(), fc.stringMatching(/^[a-z ]{0,5}\+?[0-9]{7,15}[a-z ]{0,5}$/)),
    );
    fc.assert(
      fc.property(anything, (request) => {
        const texts: string[] = [];
        JSON.stringify(maskedRequest(request), (_, value) => {
          if (typeof value === "string") texts.push(value);
          return value;
        });
        for (const text of texts) expect(text).not.toMatch(/\d{7}/);
      }),
    );
  });
});
