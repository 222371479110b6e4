import { describe, expect, it } from "vitest";
import { type Dialling, writeSpelling, writeSpellings } from "../../../../shared/config/simulate/write-spellings.ts";
import { spellings } from "../../../../shared/recognition/spellings.ts";

const dialling: Dialling = {
  spellings: new Set(spellings),
  internationalPrefixes: new Set(["00", "011"]),
  masks: new Map([["911", ["9911", "1911"]]]),
};

describe("a spelling", () => {
  it.each([
    ["plus-country-short-code", ["+44999"], []],
    ["short-code", ["999"], ["999"]],
    ["legacy-plus-short-code", ["+999"], ["+999"]],
    ["international-prefix", ["0044999", "01144999"], []],
    ["tel", ["tel:+44999", "tel:999;phone-context=+44"], ["tel:999"]],
    [
      "sip",
      ["sip:+44999@sbc.example;user=phone", "sip:999@sbc.example;user=phone"],
      ["sip:999@sbc.example;user=phone"],
    ],
    ["service-urn", [], []],
  ] as const)("%s writes a number as %j, and as %j where the calling code is not known", (spelling, known, unknown) => {
    expect(writeSpelling(spelling, "999", "44", dialling)).toEqual(known);
    expect(writeSpelling(spelling, "999", null, dialling)).toEqual(unknown);
  });
});

describe("all spellings of a number", () => {
  it("are those that the ingress accepts, and its masks for the number", () => {
    const narrow = { ...dialling, spellings: new Set(["short-code", "service-urn"] as const) };
    expect([...writeSpellings("911", ["1"], narrow)]).toEqual(["911", "9911", "1911"]);
    expect([...writeSpellings("112", ["1"], narrow)]).toEqual(["112"]);
  });

  it("have each text once under several calling codes", () => {
    const narrow = { ...dialling, spellings: new Set(["short-code", "plus-country-short-code"] as const) };
    expect([...writeSpellings("999", ["44", "353"], narrow)]).toEqual(["999", "+44999", "+353999"]);
  });
});
