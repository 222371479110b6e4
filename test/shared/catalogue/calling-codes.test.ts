import fc from "fast-check";
import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import {
  callingCodeByTerritory,
  leadingCallingCode,
  territoriesByCallingCode,
} from "../../../shared/catalogue/calling-codes.ts";

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

/** The one calling code of the catalogue that begins the text. */
const begins = (text: string): string | null =>
  [...territoriesByCallingCode.keys()].find((callingCode) => text.startsWith(callingCode)) ?? null;

describe("the calling code that begins a number", () => {
  it.each([
    ["44999", "44"],
    ["1911", "1"],
    ["353", "353"],
    ["35", null],
    ["044999", null],
    ["0044", null],
    ["", null],
    ["4", null],
    ["+44", null],
    ["4x4", null],
    ["４４", null],
  ])("of %j is %j", (digits, callingCode) => {
    expect(leadingCallingCode(digits)).toBe(callingCode);
  });

  it("is the catalogue's, for any text", () => {
    const digits = fc.stringMatching(/^[0-9]{0,6}$/);
    fc.assert(
      fc.property(fc.oneof(digits, fc.string({ unit: "binary" })), (text) => leadingCallingCode(text) === begins(text)),
      { numRuns: 2_000 },
    );
  });
});
