import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldName } from "../../../shared/recognition/fold-name.ts";

const forms = ["NFC", "NFD", "NFKC", "NFKD"] as const;

describe("a name", () => {
  it.each([
    ["Contoso", "contoso"],
    [" contoso ", "contoso"],
    ["New\u00a0\u2003York", "new york"],
    ["ｃｏｎｔｏｓｏ", "contoso"],
    ["con\u200btoso", "contoso"],
    ["a\u200d\u030a", "å"],
    ["✈\ufe0f", "✈"],
    ["2A004", "2a004"],
    ["٢A", "2a"],
    ["contoso-eu", "contoso-eu"],
    ["ÅRE", "åre"],
    ["J\u030c", "ǰ"],
    ["ｶﾞ", "ガ"],
  ])("is told by what people see of it: %j", (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  it.each([
    ["Håbo", "Habo"],
    ["Orléans", "Orleans"],
    ["ガ", "カ"],
    ["पुरी", "परी"],
    ["ป่า", "ปา"],
  ])("differs from one with other marks: %s, %s", (one, other) => {
    for (const a of forms)
      for (const b of forms) expect(foldName(one.normalize(a))).not.toBe(foldName(other.normalize(b)));
  });

  it("is the same in all Unicode forms, whatever it is", () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(new Set(forms.map((form) => foldName(text.normalize(form)))).size).toBe(1);
      }),
    );
  });

  it("does not change when it is folded again", () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(foldName(foldName(text))).toBe(foldName(text));
      }),
      { numRuns: 5000 },
    );
  });

  it("is folded too where nobody would have so long a name", () => {
    expect(foldName(` ${"\u0301\u0316".repeat(32_000)}A `)).toMatch(/a$/);
  });
});

const mark = fc.constantFrom("\u0301", "\u0316", "\u030a", "\u0345", "\u3099", "\uff9e", "\u200b", "\u034f", "\ufe0f");
const letter = fc.constantFrom(
  "a",
  "Å",
  "J",
  "İ",
  "Σ",
  "ガ",
  "ｶ",
  "한",
  "\u1112",
  "ﬁ",
  "पु",
  "\u00a8",
  "\u212b",
  "\u3164",
  " ",
);
const name = fc.oneof(
  fc.string({ unit: fc.oneof(letter, mark), maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 30 }),
);
