import fc from "fast-check";
import google from "google-libphonenumber";
import { isSupportedCountry, isValidPhoneNumber } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../shared/catalogue/catalogue.ts";
import { withholdingPrefixes } from "../../../shared/recognition/withholding-prefixes.ts";
import { amount } from "../../support/amount.ts";
import { classOf, decideCall } from "../../support/config/decide-call.ts";

const { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil, ShortNumberInfo } = google;
const phoneNumbers = PhoneNumberUtil.getInstance();
const shortNumbers = ShortNumberInfo.getInstance();

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
    return [
      `${callingCode}${national}`,
      national,
      inRegion,
      `0${national}`,
      `+${callingCode} (0)${national}`,
      `${national}#`,
      `+0${national}`,
      `9${national}`,
      `*${national}`,
      `${national}*`,
      `9*${national}`,
      `9${national}*#`,
      `+${callingCode}9${national}`,
      `+${callingCode}*${national}`,
      `+${callingCode}#31#${national}`,
      ...withholdingPrefixes([region]).map((prefix) => `${prefix}${national}`),
    ].map((calledParty) => ({ region, calledParty }));
  }),
);

/** Whether libphonenumber has digits as a short number of a territory that is not for text messages alone. */
function isCalledService(territory: string, digits: string): boolean {
  if (!phoneNumbers.getSupportedRegions().includes(territory)) return false;
  const number = new google.PhoneNumber();
  number.setCountryCode(phoneNumbers.getCountryCodeForRegion(territory));
  number.setNationalNumber(Number(digits));
  return (
    shortNumbers.isValidShortNumberForRegion(number, territory) &&
    !shortNumbers.isSmsServiceForRegion(number, territory)
  );
}

const emergencies = catalogue.filter((entry) => entry.class === "emergency");

const numRuns = amount({ usual: 20_000, thorough: 100_000 });

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

  it("is none either as it is dialled at home, without a plus or with a zero, and is not suspected", () => {
    expect(dialledAtHome.length).toBeGreaterThan(5_000);
    const mistaken = dialledAtHome.filter(({ region, calledParty }) =>
      ["zoom", "default"].some((ingress) => {
        const decision = decideCall({ calledParty, ingress, territory: region });
        return decision.class !== "ordinary" || decision.flags.length > 0;
      }),
    );
    expect(mistaken).toEqual([]);
  });

  it("never begins with the digits that withhold a number, and ends with an emergency number", () => {
    const withheld = emergencies.flatMap(({ territory, shortCode }) =>
      withholdingPrefixes([territory]).map((prefix) => ({ territory, calledParty: `${prefix}${shortCode}` })),
    );
    expect(withheld.length).toBeGreaterThan(50);
    const valid = withheld.filter(
      ({ territory, calledParty }) => isSupportedCountry(territory) && isValidPhoneNumber(calledParty, territory),
    );
    expect(valid).toEqual([]);
  });

  it("is not hidden by a guess: no short number that people call is taken for an emergency number without a plus", () => {
    const called = emergencies
      .map(({ territory, callingCode, shortCode }) => ({ territory, calledParty: `${callingCode}${shortCode}` }))
      .filter(({ territory, calledParty }) => isCalledService(territory, calledParty));
    expect(called.length).toBeGreaterThan(10);
    const mistaken = called.filter(({ territory, calledParty }) => {
      const decision = decideCall({ calledParty, territory, ingress: "zoom" });
      return decision.class !== "ordinary" || !decision.flags.includes("suspected");
    });
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
      { numRuns },
    );
    expect(valid).toBeGreaterThan(numRuns / 50);
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
      { numRuns },
    );
    expect(valid).toBeGreaterThan(numRuns / 50);
  });
});
