import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callerPlace } from "../../../shared/recognition/caller-territories.ts";
import { isDialString, normaliseParty } from "../../../shared/recognition/normalise-party.ts";
import { decideCall } from "../../support/config/decide-call.ts";

/** Every character that is dropped, or stands for another, when it comes raw; those that have a meaning in an address aside. */
const folded = [
  ..."\u0000\u0007\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u2800\u3164\ufe0e\ufe0f\ufeff\uffa0\ufffc",
  ..." \t\u00a0\u2009\u3000()-./‐‑–—−[]~～（）－．／［］·•・⁄∕",
  "\u0301",
  "\u20e3",
  "\u{e0031}",
  "\u{e0100}",
];
const ones = [..."1１١۱१১๑᠑①¹", "𝟏", "𝟭"];
const twos = [..."2２٢۲२২๒᠒②²", "𝟐", "𝟮"];

/** 112 in any digits, with characters between them that are dropped. */
const dialled = fc
  .tuple(...[ones, ones, twos].flatMap((digits) => [between(), fc.constantFrom(...digits)]), between())
  .map((parts) => parts.join(""));

function between(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...folded), { maxLength: 3 }).map((characters) => characters.join(""));
}

const encoded = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

describe("raw and percent-encoded spellings of the same characters", () => {
  it.each(["sip", "sips", "tel"])("decide alike in a %s URI", (scheme) => {
    const spell = (number: string) => (scheme === "tel" ? `tel:${number}` : `${scheme}:${number}@sbc.example.net`);
    fc.assert(
      fc.property(dialled, (number) => {
        const raw = decideCall({ calledParty: spell(number), callingParty: "+4930123456" });
        const escaped = decideCall({ calledParty: spell(encoded(number)), callingParty: "+4930123456" });
        expect(raw).toMatchObject({ class: "emergency", number: { territory: "DE", shortCode: "112" }, flags: [] });
        expect({ ...escaped, number: { ...escaped.number, received: "" } }).toEqual({
          ...raw,
          number: { ...raw.number, received: "" },
        });
      }),
      { numRuns: 500 },
    );
  });

  it("are the same caller", () => {
    fc.assert(
      fc.property(between(), between(), (before, behind) => {
        const number = `${before}+49${behind}30123456`;
        const place = { territories: ["DE"], isSure: true };
        expect(callerPlace(`sip:${number}@h`)).toEqual(place);
        expect(callerPlace(`"A" <sip:${encoded(number)}@h>`)).toEqual(place);
      }),
      { numRuns: 300 },
    );
  });

  it("are the same text, whatever stands in it", () => {
    const delimiters = /[@:;?<>"%,\\]/;
    const written = fc
      .string({ unit: "binary", maxLength: 12 })
      .filter((text) => !delimiters.test(text.normalize("NFKC")) && !/\p{Surrogate}/u.test(text));
    fc.assert(
      fc.property(written, (text) => {
        expect(normaliseParty(`sip:${encoded(text)}@h`)).toEqual(normaliseParty(`sip:${text}@h`));
      }),
      { numRuns: 2_000 },
    );
  });

  it("are decoded once", () => {
    fc.assert(
      fc.property(fc.constantFrom("112", "+49112", "%E2%80%8E112"), fc.integer({ min: 2, max: 4 }), (number, times) => {
        let text: string = number;
        for (let i = 0; i < times; i++) text = encoded(text);
        expect(isDialString(normaliseParty(`sip:${text}@h`).text)).toBe(false);
      }),
    );
  });
});

describe("a host", () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const ipv4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
  const host = fc.oneof(
    ipv4,
    fc.ipV6().map((address) => `[${address}]`),
    fc.ipV6(),
    fc.domain(),
    fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.domain()).map(([number, domain]) => `${number}.${domain}`),
  );
  const port = fc.oneof(
    fc.constant(""),
    fc.integer({ min: 1, max: 65_535 }).map((number) => `:${number}`),
  );
  const parameters = fc.constantFrom("", ";transport=tcp", ";user=phone", ";lr", "?Subject=112");
  const form = fc.constantFrom("sip:", "sips:", "SIP:", "sip:@", "sip://", "<sip:", '"112" <sip:', "112 <sip:");

  it("is never read as a number", () => {
    fc.assert(
      fc.property(form, host, port, parameters, (before, name, behind, rest) => {
        const { text } = normaliseParty(`${before}${name}${behind}${rest}`);
        expect([text, isDialString(text)]).toEqual([text, false]);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each(["sip:112:5060", "<sip:112:5060>", "SIPS:112:5061;transport=tls", "sip:１１２:5060"])(
    "in the digits of an emergency number is suspected: %s",
    (calledParty) => {
      expect(decideCall({ calledParty, territory: "DE" })).toMatchObject({ class: "ordinary", flags: ["suspected"] });
    },
  );

  it.each(["sip:10.1.1.1:5060", "sip:4711:5060", '"112" <sip:10.1.1.1>', "", "sip:112.example.com:5060"])(
    "in other characters is not suspected: %s",
    (calledParty) => {
      expect(decideCall({ calledParty, territory: "DE" })).toMatchObject({ class: "ordinary", flags: [] });
    },
  );

  it("is never read as a number where it is an IP address without a scheme", () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, fc.ipV6()), (address) => {
        expect(isDialString(normaliseParty(address).text)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    "sip:10.1.1.1:5060",
    "sip:10.1.1.1",
    "10.1.1.1",
    "10.1.1.1:5060",
    "sip:112:5060",
    "sip:10%2E1%2E1%2E1",
    "sip:10．1．1．1",
  ])("alone names nobody: %s", (calledParty) => {
    expect(decideCall({ calledParty, territory: "ZA" })).toMatchObject({
      class: "ordinary",
      number: { normalised: "" },
    });
  });

  it.each([
    "sip:112",
    "sip:112;user=phone",
    "<sip:112>",
    "sip:112.",
    "sip:112@",
    "sip:112@112",
    "sip:+49112",
    "sip:+49112:5060",
    "sip:+49.112",
  ])("is missing in %s, which no host can be", (calledParty) => {
    expect(decideCall({ calledParty, territory: "DE" })).toMatchObject({
      class: "emergency",
      number: { shortCode: "112" },
    });
  });
});
