import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nestsWithin } from "../../../shared/json/json-depth.ts";

const nested = (levels: number): unknown => JSON.parse(`${"[".repeat(levels)}1${"]".repeat(levels)}`);

describe("the depth of a JSON value", () => {
  it.each([
    ["a text has none", "a", 0, true],
    ["null has none", null, 0, true],
    ["an empty list is a level", [], 0, false],
    ["an empty object is a level", {}, 1, true],
    ["the deepest member counts", { a: 1, b: [2, { c: 3 }] }, 2, false],
    ["the deepest member fits", { a: 1, b: [2, { c: 3 }] }, 3, true],
    ["a hundred thousand levels are told without walking them", nested(100_000), 32, false],
  ])("%s", (_, value, depth, expected) => {
    expect(nestsWithin(value, depth)).toBe(expected);
  });

  it("is the number of levels", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), (levels, depth) => nestsWithin(nested(levels), depth) === levels <= depth),
    );
  });
});
