import fc from "fast-check";
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../shared/catalogue/catalogue.ts";
import { amount } from "../../support/amount.ts";
import { decideCall, starterWith } from "../../support/config/decide-call.ts";

const emergencies = catalogue.filter((entry) => entry.class === "emergency");
const primary = emergencies.filter(({ tier }) => tier === "primary");

const snapshot = await starterWith(() => ({
  ingresses: [
    { name: "default", spellings: ["plus-country-short-code", "short-code", "international-prefix", "tel", "sip"] },
    { name: "serbian", spellings: ["international-prefix"], defaultTerritory: "RS" },
    { name: "zeros", spellings: ["international-prefix"], internationalPrefixes: ["00"] },
    { name: "country", spellings: ["plus-country-short-code"] },
  ],
  tenants: [
    { name: "beograd", defaultTerritory: "RS" },
    { name: "contoso", defaultTerritory: "GB" },
  ],
}));

const outcomeOf = (calledParty: string, call: object): object => {
  const { class: callClass, action, flags } = decideCall({ calledParty, ...call }, snapshot);
  return { class: callClass, action, flags };
};

const subscriber = { class: "ordinary", action: "continue", flags: [] };

describe("a subscriber whose area code begins like an international prefix", () => {
  it.each([
    ["Belgrade", "011 213 1021", { callingParty: "+381641234567" }],
    ["Belgrade", "011 213 1021", { callingParty: "+381641234567", ingress: "default" }],
    ["Belgrade", "011 213 1021", { territory: "RS" }],
    ["Belgrade", "011 213 1021", { tenant: "beograd" }],
    ["Belgrade", "011 213 1021", { ingress: "serbian" }],
    ["Belgrade", "011 213 1021", { ingress: "country", territory: "RS" }],
    [
      "Belgrade, for a customer who is British otherwise",
      "0112131021",
      { tenant: "contoso", callingParty: "+381641234567" },
    ],
    ["Belgrade, in a URI", "sip:0112131021@sbc.example.net;user=phone", { territory: "RS" }],
    ["Belgrade, with a plus that is put before everything", "+0112131021", { territory: "RS" }],
    ["Belgrade, with the key that sends it", "0112131021#", { territory: "RS" }],
    ["Johannesburg", "011 236 1220", { callingParty: "+27821234567" }],
    ["Norrkoping", "011-35 39 99", { callingParty: "+46701234567" }],
    ["Hasselt", "011 35 39 99", { callingParty: "+32470123456" }],
    ["Torino", "011 353999", { callingParty: "+393123456789" }],
    ["Yerevan", "011 971112", { callingParty: "+37477123456" }],
    ["Sao Paulo", "011 2641-0111", { callingParty: "+5511961234567" }],
    ["Delhi", "011 2641 0111", { callingParty: "+918123456789" }],
    ["Paris", "01 12 36 12 20", { callingParty: "+33612345678" }],
    ["Riyadh", "011 236 1220", { callingParty: "+966512345678" }],
    ["Zagreb", "01 1247 911", { callingParty: "+385921234567" }],
    ["Dushanbe", "002361220", { callingParty: "+992917123456" }],
  ])("is one in %s: %s with %j", (_, calledParty, call) => {
    expect(outcomeOf(calledParty, call)).toEqual(subscriber);
  });

  it("is one in every territory, for every emergency number that its own can be read as", () => {
    let valid = 0;
    const numRuns = amount({ usual: 20_000, thorough: 200_000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...getCountries()),
        fc.constantFrom("00", "011"),
        fc.constantFrom(...emergencies),
        (territory, prefix, { callingCode, shortCode }) => {
          const calledParty = `${prefix}${callingCode}${shortCode}`;
          const ownCode = getCountryCallingCode(territory);
          const number = parsePhoneNumberFromString(calledParty, territory);
          if (callingCode === ownCode || number?.countryCallingCode !== ownCode || !number.isValid()) return;
          valid += 1;
          expect([territory, calledParty, outcomeOf(calledParty, { territory })]).toEqual([
            territory,
            calledParty,
            subscriber,
          ]);
        },
      ),
      { numRuns },
    );
    expect(valid).toBeGreaterThan(numRuns / 100);
  });

  it("is suspected where a caller without a plus may be from elsewhere", () => {
    expect(outcomeOf("0112131021", { callingParty: "381641234567" })).toEqual({ ...subscriber, flags: ["suspected"] });
  });
});

describe("a subscriber whose number looks like an emergency number of the place behind 011", () => {
  it.each([
    ["default", "emergency", []],
    ["zeros", "ordinary", ["suspected"]],
  ])("at the ingress %s is %s, with the flags %j", (ingress, callClass, flags) => {
    const decision = decideCall({ calledParty: "011 271 0111", territory: "ZA", ingress }, snapshot);
    expect({ class: decision.class, flags: decision.flags }).toEqual({ class: callClass, flags });
  });
});

describe("an emergency number behind an international prefix", () => {
  it.each([
    ["0044999", { territory: "GB" }, "GB"],
    ["011 44 999", { territory: "GB" }, "GB"],
    ["011 44 999", { callingParty: "+441632960123" }, "GB"],
    ["0044999", { callingParty: "+12125551234" }, "GB"],
    ["011 44 999", { callingParty: "+12125551234" }, "GB"],
    ["0044999", { callingParty: "+49301234567" }, "GB"],
    ["011 49 112", { callingParty: "+49301234567" }, "DE"],
    ["011 27 10111", { territory: "ZA" }, "ZA"],
    ["0112131021", { callingParty: "+213551234567" }, "DZ"],
    ["0112131021", { tenant: "beograd", callingParty: "+213551234567" }, "DZ"],
    ["0112131021", {}, "DZ"],
  ])("stays one: %s with %j, in %s", (calledParty, call, territory) => {
    expect(decideCall({ calledParty, ...call }, snapshot)).toMatchObject({
      class: "emergency",
      action: "route",
      number: { territory, spelling: "international-prefix" },
    });
  });

  it("stays one for every number of the catalogue, at home and where nobody knows the place", () => {
    const missed = primary.flatMap(({ territory, callingCode, shortCode }) =>
      [`00${callingCode}${shortCode}`, `011${callingCode}${shortCode}`, `+${callingCode}${shortCode}`].filter(
        (calledParty) =>
          [{ territory }, {}].some((call) => decideCall({ calledParty, ...call }, snapshot).class !== "emergency"),
      ),
    );
    expect(missed).toEqual([]);
  });
});
