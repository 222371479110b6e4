import fc from "fast-check";
import google from "google-libphonenumber";
import { isSupportedCountry, isValidPhoneNumber } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../shared/catalogue/catalogue.ts";
import { classOf } from "../../support/config/decide-call.ts";

const { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } = google;
const phoneNumbers = PhoneNumberUtil.getInstance();

/** An example of every type of number in every region of libphonenumber, as E.164. */
const examples = phoneNumbers.getSupportedRegions().flatMap((region) =>
  Object.values(PhoneNumberType).flatMap((type) => {
    const number = phoneNumbers.getExampleNumberForType(region, type);
    return number === null ? [] : [phoneNumbers.format(number, PhoneNumberFormat.E164)];
  }),
);

/** The same numbers as they are dialled within their region, in every form that could be read as an unlisted spelling. */
const dialledAtHome = phoneNumbers.getSupportedRegions().flatMap((region) =>
  Object.values(PhoneNumberType).flatMap((type) => {
    const number = phoneNumbers.getExampleNumberForType(region, type);
    if (number === null) return [];
    const national = phoneNumbers.getNationalSignificantNumber(number);
    const callingCode = number.getCountryCodeOrDefault();
    const inRegion = phoneNumbers.format(number, PhoneNumberFormat.NATIONAL);
    return [`${callingCode}${national}`, national, inRegion, `0${national}`, `+${callingCode} (0)${national}`].map(
      (calledParty) => ({ region, calledParty }),
    );
  }),
);

const emergencies = catalogue.filter((entry) => entry.class === "emergency");

describe("a subscriber", () => {
  it("of any region and any type of number is never taken for an emergency", () => {
    expect(examples.length).toBeGreaterThan(1_000);
    const spellings = [
      (number: string) => number,
      (number: string) => `sip:${number}@h;user=phone`,
      (number: string) => `tel:${number}`,
      (number: string) => `00${number.slice(1)}`,
    ];
    const mistaken = examples.filter((number) => spellings.some((spell) => classOf(spell(number)) !== "ordinary"));
    expect(mistaken).toEqual([]);
  });

  it("is none either as it is dialled at home, without a plus or with a zero", () => {
    expect(dialledAtHome.length).toBeGreaterThan(5_000);
    const mistaken = dialledAtHome.filter(({ region, calledParty }) =>
      ["zoom", "default"].some((ingress) => classOf(calledParty, { ingress, territory: region }) !== "ordinary"),
    );
    expect(mistaken).toEqual([]);
  });

  it("is not hidden by a guess: no form of an emergency number that is a valid number at home is taken for one", () => {
    const valid = emergencies.flatMap(({ territory, callingCode, shortCode }) =>
      isSupportedCountry(territory)
        ? [`${callingCode}${shortCode}`, `0${shortCode}`, `+${callingCode}0${shortCode}`, `${callingCode}0${shortCode}`]
            .filter((calledParty) => isValidPhoneNumber(calledParty, territory))
            .map((calledParty) => ({ territory, calledParty }))
        : [],
    );
    expect(valid.length).toBeGreaterThan(5);
    const mistaken = valid.filter(({ territory, calledParty }) => classOf(calledParty, { territory }) !== "ordinary");
    expect(mistaken).toEqual([]);
  });

  it("of any length, as dialled at home, is not taken for one", () => {
    let valid = 0;
    const rest = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 8 });
    const before = fc.constantFrom("", "0", "00", "callingCode", "callingCode0");
    fc.assert(
      fc.property(
        fc.constantFrom(...emergencies),
        before,
        rest,
        ({ callingCode, shortCode, territory }, start, end) => {
          const calledParty = `${start.replace("callingCode", callingCode)}${shortCode}${end.join("")}`;
          if (!isSupportedCountry(territory) || !isValidPhoneNumber(calledParty, territory)) return;
          valid += 1;
          expect([calledParty, classOf(calledParty, { territory, ingress: "zoom" })]).toEqual([
            calledParty,
            "ordinary",
          ]);
        },
      ),
      { numRuns: 100_000 },
    );
    expect(valid).toBeGreaterThan(2_000);
  });

  it("whose valid number begins with an emergency number is never taken for one", () => {
    let valid = 0;
    const rest = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 10 });
    fc.assert(
      fc.property(fc.constantFrom(...emergencies), rest, ({ callingCode, shortCode, territory }, digits) => {
        const number = `+${callingCode}${shortCode}${digits.join("")}`;
        if (!isValidPhoneNumber(number)) return;
        valid += 1;
        expect([number, classOf(number, { territory })]).toEqual([number, "ordinary"]);
      }),
      { numRuns: 100_000 },
    );
    expect(valid).toBeGreaterThan(2_000);
  });
});
