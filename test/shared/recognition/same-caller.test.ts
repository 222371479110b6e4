import fc from "fast-check";
import { type CountryCode, getCountries, getExampleNumber, parsePhoneNumberFromString } from "libphonenumber-js/min";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, it } from "vitest";
import { callerEnd, isSameCaller } from "../../../shared/recognition/same-caller.ts";

const gb = ["GB"];

describe("a caller is found", () => {
  it.each([
    "+441632960123",
    "00441632960123",
    "01144 1632 960123",
    "441632960123",
    " 441632960123",
    "01632960123",
    "1632960123",
    "(01632) 960-123",
    "01632.960.123",
    "+44 (0)1632 960123",
    "tel:+44-1632-960-123",
    "tel:01632960123;phone-context=+44",
    "sip:%2B441632960123@sbc.example.net;user=phone",
    "sips:01632960123@sbc.example.net",
    '"Alice" <sip:+441632960123@sbc.example.net>',
    "sip:%E2%80%AA%2B44%201632%20960123%E2%80%AC@sbc.example.net",
    "<sip:alice@h>, <tel:+441632960123>",
    '"Doe, A" <sip:4711@h>,<tel:01632-960123;phone-context=+44;cpc=ordinary>',
    "sip:00441632960123@h;user=phone",
    "sip:441632960123%40carrier.example@h",
    "tel:960123;phone-context=+441632",
    "+44１６３２９６０１２３",
    "+٤٤١٦٣٢٩٦٠١٢٣",
  ])("by and in the spelling %s", (spelling) => {
    for (const other of ["+441632960123", "01632 960123", "sip:00441632960123@h"]) {
      expect(isSameCaller(spelling, { callingParty: other, territories: gb })).toBe(true);
      expect(isSameCaller(other, { callingParty: spelling, territories: gb })).toBe(true);
    }
  });

  it.each([
    ["another subscriber with the same last digits", "+441632970123", "+441632960123", gb],
    ["the same national number in another territory", "+33612345678", "0612345678", ["NL"]],
    ["a number that the one that is asked for begins with", "+44163296012", "+441632960123", gb],
    ["nobody", "+441632960123", null, gb],
    ["nobody, in words", "+441632960123", "anonymous", gb],
    ["a person", "+441632960123", "sip:alice@example.net", gb],
    ["what is no caller", "+441632960123", { number: "+441632960123" }, gb],
    ["what is not to be read", "+441632960123", "☎", gb],
  ])("but %s is not", (_, asked, callingParty, territories) => {
    expect(isSameCaller(asked, { callingParty, territories })).toBe(false);
  });

  it("by a national number where nothing says in which territory it was dialled", () => {
    expect(isSameCaller("+33612345678", { callingParty: "06 12 34 56 78", territories: [] })).toBe(true);
    expect(isSameCaller("0612345678", { callingParty: "06 12 34 56 78", territories: [] })).toBe(true);
  });

  it.each(["+12125550123", "0012125550123", "12125550123", "(212) 555-0123", "sip:+1-212-555-0123@h"])(
    "by and in a local number with a context, as RFC 3966 writes it: %s",
    (spelling) => {
      const local = "tel:555-0123;phone-context=+1212";
      expect(isSameCaller(spelling, { callingParty: local, territories: ["US"] })).toBe(true);
      expect(isSameCaller(local, { callingParty: spelling, territories: ["US"] })).toBe(true);
      expect(isSameCaller("+13125550123", { callingParty: local, territories: ["US"] })).toBe(false);
    },
  );

  it("by an extension that is no subscriber's number", () => {
    expect(isSameCaller("4711", { callingParty: "sip:4711@pbx", territories: gb })).toBe(true);
    expect(isSameCaller("4711", { callingParty: "+441632964711", territories: gb })).toBe(false);
  });

  it("by the user of an address, on whatever host", () => {
    expect(isSameCaller("sip:Alice@a", { callingParty: "<sip:alice@b>", territories: [] })).toBe(true);
    expect(isSameCaller("sip:alice@a", { callingParty: "sip:bob@a", territories: [] })).toBe(false);
  });
});

it.each([
  null,
  undefined,
  "",
  "anonymous",
  "Anonymous",
  "sip:anonymous@anonymous.invalid",
  "restricted",
  "unavailable",
])("a withheld caller is found by any of its names: %s", (callingParty) => {
  for (const asked of ["anonymous", "sip:anonymous@anonymous.invalid", "private"])
    expect(isSameCaller(asked, { callingParty, territories: gb })).toBe(true);
  expect(callerEnd(callingParty)).toBe("withheld");
});

/** A territory and a subscriber's number of it, as E.164 writes it. */
const subscriber = fc
  .constantFrom(...getCountries())
  .chain((territory: CountryCode) =>
    fc.stringMatching(/^[0-9]{3}$/).map((end) => {
      const example = getExampleNumber(territory, examples)?.number ?? "";
      return { territory, number: parsePhoneNumberFromString(`${example.slice(0, -3)}${end}`) };
    }),
  )
  .filter(({ number }) => number?.isPossible() === true)
  .map(({ territory, number }) => ({
    territory,
    international: number?.number ?? "",
    nationalDigits: (number?.formatNational() ?? "").replace(/\D/g, ""),
    significant: number?.nationalNumber ?? "",
    callingCode: number?.countryCallingCode ?? "",
  }));

type Subscriber = typeof subscriber extends fc.Arbitrary<infer Value> ? Value : never;

const spellings: Readonly<Record<string, (subscriber: Subscriber) => string>> = {
  international: ({ international }) => international,
  "with 00": ({ international }) => `00${international.slice(1)}`,
  "without plus": ({ international }) => international.slice(1),
  national: ({ nationalDigits }) => nationalDigits,
  significant: ({ significant }) => significant,
  tel: ({ international }) => `tel:${international.slice(0, 4)}-${international.slice(4)}`,
  "tel in context": ({ callingCode, significant }) => `tel:${significant};phone-context=+${callingCode}`,
  "sip, escaped": ({ international }) => `<sip:%2B${international.slice(1)}@h.example;user=phone>`,
  separated: ({ international }) => [...international].join(" "),
};

const anySpelling = fc.constantFrom(...Object.keys(spellings));
const spell = (name: string, of: Subscriber): string => spellings[name]?.(of) ?? "";

describe("every subscriber of every territory", () => {
  it("is found by any spelling in any other, and has one end in all of them", () => {
    fc.assert(
      fc.property(subscriber, anySpelling, anySpelling, (of, first, second) => {
        const [asked, callingParty] = [spell(first, of), spell(second, of)];
        expect(isSameCaller(asked, { callingParty, territories: [of.territory] })).toBe(true);
        expect(callerEnd(asked)).toBe(callerEnd(callingParty));
      }),
      { numRuns: 400 },
    );
  });

  it("is not found by the number of a neighbour", () => {
    fc.assert(
      fc.property(subscriber, anySpelling, fc.integer({ min: 1, max: 9 }), (of, name, step) => {
        const digit = Number(of.international.at(-6));
        const neighbour = `${of.international.slice(0, -6)}${(digit + step) % 10}${of.international.slice(-5)}`;
        expect(isSameCaller(neighbour, { callingParty: spell(name, of), territories: [of.territory] })).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});
