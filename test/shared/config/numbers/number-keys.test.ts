import fc from "fast-check";
import { expect, it } from "vitest";
import { numberSchema } from "../../../../shared/config/document.ts";
import { shortCodeKey, territoryKey, territoryKeys } from "../../../../shared/config/numbers/number-keys.ts";

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

it("tells all territories apart", () => {
  const all = letters.flatMap((first) => letters.map((second) => territoryKey(first + second)));
  expect(new Set(all)).toEqual(new Set(Array.from({ length: territoryKeys }, (_, key) => key)));
});

it.each(["", "G", "GBR", "gb", "G1", "ÄB", "[[", "@@", "001"])("knows no territory %j", (text) => {
  expect(territoryKey(text)).toBeNull();
});

it("tells all short codes apart, those that begin with zeros too", () => {
  const digits = fc.stringMatching(/^[0-9]{1,8}$/);
  fc.assert(
    fc.property(digits, digits, (a, b) => {
      expect(shortCodeKey(a) === shortCodeKey(b)).toBe(a === b);
      expect(shortCodeKey(a)).toBeLessThan(2 ** 32);
    }),
  );
  expect(new Set(["112", "0112", "00112", "12", "2"].map(shortCodeKey)).size).toBe(5);
});

it("has a key for every short code that a configuration can have", () => {
  const { shortCode } = numberSchema.shape;
  const lengths = Array.from({ length: 20 }, (_, i) => i + 1).filter((n) => shortCode.safeParse("9".repeat(n)).success);
  expect(lengths.map((length) => shortCodeKey("9".repeat(length)))).not.toContain(null);
  expect(lengths.length).toBeGreaterThan(5);
});

it.each(["+112", "*911", "911#", "11a", "１１２", " 112", "123456789", "9".repeat(300)])(
  "knows no short code %j",
  (text) => {
    expect(shortCodeKey(text)).toBeNull();
  },
);
