import fc from "fast-check";
import google from "google-libphonenumber";
import { isValidPhoneNumber } from "libphonenumber-js/max";
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
