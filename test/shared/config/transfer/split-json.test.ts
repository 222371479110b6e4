import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLongJson } from "../../../../shared/config/transfer/parse-long-json.ts";
import { splitJson } from "../../../../shared/config/transfer/split-json.ts";
import { inOneGo } from "../../../../shared/in-slices.ts";

const split = (text: string, fromDepth: number) =>
  inOneGo(splitJson(Buffer.from(text), { fromDepth, elementsAtMost: 1_000 }));

describe("JSON that is cut into elements", () => {
  it.each([1, 2, 3])("says what it said whole, cut from a depth of %i", (fromDepth) => {
    // Members further out than that must not look like places themselves.
    const document = fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.jsonValue());
    const named = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.string(),
        fc.integer(),
        fc.array(tie("value")),
        fc.dictionary(fc.stringMatching(/^[a-z]+$/), tie("value")),
      ),
    })).value;
    fc.assert(
      fc.property(
        fc.oneof(document, fc.array(fc.jsonValue())),
        named,
        fc.constantFrom(0, 2),
        (shallow, deep, space) => {
          const text = JSON.stringify(fromDepth === 1 ? shallow : deep, null, space);
          const { frame, elements } = split(text, fromDepth) ?? { frame: "", elements: [] };
          const whole = frame.replaceAll(/\{"":([0-9]+)\}/g, (_, index) => elements[Number(index)] ?? "");
          expect(whole).toBe(text);
        },
      ),
    );
  });

  it("tells how many members the outermost object names", () => {
    expect(split('{"a":[],"a":{"b":":"},"c:d":"{e:f}"}', 1)?.members).toBe(3);
    expect(split('[{"a":1}]', 1)?.members).toBe(0);
  });

  it("has no more elements than are wanted", () => {
    expect(split("[".concat("{},".repeat(1_000), "{}]"), 1)).toBeNull();
  });
});

/** Parsed, or null where it is not JSON. */
function attempt(parse: () => unknown): { readonly value: unknown } | null {
  try {
    return { value: parse() };
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return null;
  }
}

describe("JSON that is parsed bit by bit", () => {
  const parseLong = (text: string) => attempt(() => inOneGo(parseLongJson(Buffer.from(text), 2)));

  it("is what JSON.parse makes of it, places that it seems to have included", () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom(null, true, 0, 1, "", '{"":0}', "}", "\\", '"'),
        fc.array(tie("value")),
        fc.dictionary(fc.constantFrom("", "a", "operations", "0", "__proto__", '"'), tie("value"), {
          noNullPrototype: true,
        }),
      ),
    })).value;
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (whole, space) => {
        const text = JSON.stringify(whole, null, space);
        expect(parseLong(text)).toEqual({ value: JSON.parse(text) });
      }),
      { numRuns: 500 },
    );
  });

  it("is refused where JSON.parse refuses it", () => {
    const part = fc.constantFrom("{", "}", "[", "]", ",", ":", '"', '"a"', '"a":', "1", "{}", "[{}]", "\\", " ");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        expect(parseLong(text)).toEqual(attempt(() => JSON.parse(text)));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ["a member twice", '{"a":[{"b":1}],"a":[{"b":2}]}'],
    ["an element twice within one", '{"a":[{"b":1,"b":[{}]}]}'],
    ["a byte order mark", '\ufeff{"a":[{}]}'],
    ["deep lists", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["more elements than anybody sends", `[[${"{},".repeat(150_000)}{}]]`],
  ])("with %s is what JSON.parse makes of it", (_, text) => {
    const { value } = parseLong(text) ?? {};
    const stringified = (made: unknown) => (text.startsWith("[[[") ? Array.isArray(made) : JSON.stringify(made));
    expect(stringified(value)).toEqual(stringified(JSON.parse(text.replace("\ufeff", ""))));
  });
});
