import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../shared/json/canonical-json.ts";

const json = fc.jsonValue({ stringUnit: "binary", maxDepth: 4 });

/** The same value with the members of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([name, member]) => [name, reversed(member)]));
}

describe("canonical JSON", () => {
  it.each([
    [
      "sorts members by UTF-16 code units (RFC 8785, 3.2.3)",
      { "\u20ac": 1, "\r": 2, "\u{1f600}": 3, "1": 4, "\ufb33": 5 },
      '{"\\r":2,"1":4,"\u20ac":1,"\u{1f600}":3,"\ufb33":5}',
    ],
    ["keeps the order of arrays", [2, 1, [3]], "[2,1,[3]]"],
    [
      "writes numbers in their shortest form (RFC 8785, 3.2.2.3)",
      [1e30, 4.5, 2e-3, 1e-27, -0],
      "[1e+30,4.5,0.002,1e-27,0]",
    ],
    ["escapes only what must be escaped", '\u0007\n"\\/é', '"\\u0007\\n\\"\\\\/é"'],
    ["escapes half a character (RFC 8785, 3.2.2.2)", "a\ud800", '"a\\ud800"'],
    ["leaves DEL and U+2028 as they are", "\u007f\u2028", '"\u007f\u2028"'],
    ["leaves out members that are undefined", { a: undefined, b: null }, '{"b":null}'],
    ["writes an undefined element as null", [undefined], "[null]"],
    ["takes a member named __proto__ for a member", JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
    ["writes empty objects and arrays", { a: {}, b: [] }, '{"a":{},"b":[]}'],
  ])("%s", (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it("does not depend on the order in which members were set", () => {
    fc.assert(fc.property(json, (value) => canonicalJson(reversed(value)) === canonicalJson(value)));
  });

  it("says the same again of what is parsed from it", () => {
    fc.assert(fc.property(json, (value) => canonicalJson(JSON.parse(canonicalJson(value))) === canonicalJson(value)));
  });

  it("is JSON for the same value", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
