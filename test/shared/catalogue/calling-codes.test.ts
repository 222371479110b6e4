import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { callingCodeByTerritory, territoriesByCallingCode } from "../../../shared/catalogue/calling-codes.ts";

describe("calling codes", () => {
  it("are prefix-free, so that a number splits in one way at most", () => {
    const codes = [...territoriesByCallingCode.keys()];
    const beginnings = codes.filter((code) => codes.some((other) => other !== code && other.startsWith(code)));
    expect(beginnings).toEqual([]);
  });

  it("are 1 to 3 digits", () => {
    expect([...territoriesByCallingCode.keys()].filter((code) => !/^[1-9][0-9]{0,2}$/.test(code))).toEqual([]);
  });

  it("know every territory that libphonenumber knows", () => {
    const differing = getCountries().filter(
      (territory) => callingCodeByTerritory.get(territory) !== getCountryCallingCode(territory),
    );
    expect(differing).toEqual([]);
  });

  it.each([
    { callingCode: "44", territories: ["GB", "GG", "IM", "JE"] },
    { callingCode: "39", territories: ["IT", "VA"] },
    { callingCode: "7", territories: ["RU", "KZ"] },
    { callingCode: "47", territories: ["NO", "SJ"] },
    { callingCode: "599", territories: ["CW", "BQ"] },
    { callingCode: "383", territories: ["XK"] },
    { callingCode: "64", territories: ["NZ"] },
    { callingCode: "881", territories: [] },
    { callingCode: "800", territories: [] },
  ])("put +$callingCode in $territories, the main one first", ({ callingCode, territories }) => {
    expect(territoriesByCallingCode.get(callingCode)).toEqual(territories);
  });

  it("begin with the United States for +1", () => {
    expect(territoriesByCallingCode.get("1")?.at(0)).toBe("US");
  });

  it.each([
    { territory: "VA", callingCode: "39", why: "+379 is assigned and not in use" },
    { territory: "SX", callingCode: "1", why: "Sint Maarten left +599" },
    { territory: "PN", callingCode: "64", why: "Pitcairn is numbered inside New Zealand" },
    { territory: "AQ", callingCode: "672", why: "Antarctic stations are numbered with Norfolk Island" },
  ])("give $territory +$callingCode: $why", ({ territory, callingCode }) => {
    expect(callingCodeByTerritory.get(territory)).toBe(callingCode);
  });

  it("lead back from every territory to a code that lists it", () => {
    const listed = [...territoriesByCallingCode.values()].flat();
    const lost = listed.filter(
      (territory) => !territoriesByCallingCode.get(callingCodeByTerritory.get(territory) ?? "")?.includes(territory),
    );
    expect(lost).toEqual([]);
  });
});
