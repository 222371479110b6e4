import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areasOfCivic, civicRows, foldCivic, foldCivicKey, saysPart } from "../../../shared/location/civic-key.ts";

const forms = ["NFC", "NFD", "NFKC", "NFKD"] as const;

const rowsOf = (rows: Readonly<Record<string, string>>) =>
  civicRows(new Map(Object.entries(rows).map(([key, area]) => [foldCivicKey(key), area])));

const areasIn = (rows: Readonly<Record<string, string>>, country: string, town: string) =>
  [...areasOfCivic(rowsOf(rows), foldCivic({ country, A3: town }))].map(([area]) => area);

describe("a row by an address", () => {
  it.each([
    ["SE", "Habo", "habo"],
    ["SE", "Håbo", "uppsala-habo"],
    ["FR", "Orléans", "orleans"],
    ["JP", "ガ", "ga"],
    ["KR", "한", "han"],
  ])("is met in every Unicode form, and no other one is: %s %s", (country, town, area) => {
    const rows = {
      "SE|||Habo||": "habo",
      "SE|||Håbo||": "uppsala-habo",
      "FR|||Orléans||": "orleans",
      "JP|||ガ||": "ga",
      "KR|||한||": "han",
    };
    for (const form of forms) expect(areasIn(rows, country, town.normalize(form))).toEqual([area]);
  });

  it("is met in half-width letters", () => {
    expect(areasIn({ "JP|||ガ||": "ga" }, "JP", "ｶﾞ")).toEqual(["ga"]);
  });

  it.each(["|||||", "| | | | | ", "|\u200b||||", "|\u3164||||"])(
    "that says no part is met by no address, though it was stored once: %j",
    (key) => {
      expect(saysPart(foldCivicKey(key))).toBe(false);
      expect(areasIn({ [key]: "lyon" }, "FR", "Lyon")).toEqual([]);
    },
  );
});

describe("the key of an address", () => {
  it("is the same in all Unicode forms, whatever stands in it", () => {
    // A compatibility form may have the character that stands between parts.
    const part = fc.string({ unit: "binary", maxLength: 20 }).filter((text) => !/[|｜]/u.test(text));
    fc.assert(
      fc.property(fc.array(part, { minLength: 6, maxLength: 6 }), (parts) => {
        const keys = forms.map((form) => foldCivicKey(parts.map((text) => text.normalize(form)).join("|")));
        expect(new Set(keys).size).toBe(1);
      }),
    );
  });
});
