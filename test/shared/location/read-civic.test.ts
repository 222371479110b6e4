import { describe, expect, it } from "vitest";
import { elinOf, readCivic } from "../../../shared/location/read-civic.ts";

describe("an ELIN", () => {
  it.each<[string | null, Readonly<Record<string, string>>]>([
    ["+14255550100", { ELIN: "+1 (425) 555-0100" }],
    ["+14255550100", { ELIN: "+14255550100", NAM: "4255550199" }],
    ["4255550100", { NAM: "4255550100" }],
    ["4255550100", { NAM: "425-555-0100; 425-555-0101" }],
    ["4255550100", { NAM: "Contoso, 425.555.0100" }],
    [null, { NAM: "Contoso Building 42" }],
    [null, { NAM: "911" }],
    [null, { NAM: "1234567890123456" }],
    [null, { HNO: "4255550100" }],
  ])("is %s in %j", (elin, elements) => {
    const civic = readCivic(Object.entries(elements));
    expect(civic && elinOf(civic)).toBe(elin);
  });
});

describe("an address", () => {
  it("takes names in any case, numbers as texts, and the first of two", () => {
    const given = [
      ["Country", "de"],
      ["pc", 10115],
      ["PC", "1"],
      ["a3", "Berlin"],
    ] as const;
    expect(readCivic(given)).toEqual({ country: "DE", PC: "10115", A3: "Berlin" });
  });

  it("has a country in any case and Unicode form; text that is none is kept apart", () => {
    const read = (country: string) =>
      readCivic([
        ["country", country],
        ["A1", "x"],
      ]);
    expect(["gb", "UK", "ＧＢ"].map((country) => read(country)?.country)).toEqual(["GB", "GB", "GB"]);
    expect(read("GBR")).toEqual({ country: null, COUNTRY: "GBR", A1: "x" });
    expect(readCivic([["country", "GBR"]])).toBeNull();
  });

  it("leaves out what is no element", () => {
    const given = [
      ["PC", {}],
      ["A3", null],
      ["", "x"],
      ["__proto__", "x"],
      ["a b", "x"],
      ["A1", " "],
    ] as const;
    expect(readCivic(given)).toBeNull();
  });

  it("is cut at sixty elements, and each at 256 characters", () => {
    const given = Array.from({ length: 100 }, (_, i) => [`X${i}`, "y".repeat(10_000)] as const);
    const civic = readCivic(given);
    expect(Object.keys(civic ?? {})).toHaveLength(61);
    expect(civic?.X1).toHaveLength(256);
  });
});
