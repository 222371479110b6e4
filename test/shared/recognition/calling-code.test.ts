import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { territoriesByCallingCode } from "../../../shared/catalogue/calling-codes.ts";
import { leadingCallingCode } from "../../../shared/recognition/calling-code.ts";

/** The one code of the catalogue's that begins the text. */
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
