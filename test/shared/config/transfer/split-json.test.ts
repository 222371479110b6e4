import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLongJson } from "../../../../shared/config/transfer/parse-long-json.ts";
import { type SplitJson, splitJson } from "../../../../shared/config/transfer/split-json.ts";
import { inOneGo } from "../../../../shared/in-slices.ts";

const options = { fromDepth: 1, elementsAtMost: 1_000 };

function split(text: string, fromDepth: number): SplitJson {
  const made = inOneGo(splitJson(Buffer.from(text), { ...options, fromDepth }));
  if ("outsize" in made) throw new Error(made.outsize);
  return made;
}

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
          const { frame, elements } = split(text, fromDepth);
          const whole = frame.replaceAll(/\{"":\[([0-9]+),([0-9]+)\]\}/g, (_, first, count) =>
            elements.slice(Number(first), Number(first) + Number(count)).join(),
          );
          expect(JSON.stringify(JSON.parse(whole))).toBe(JSON.stringify(JSON.parse(text)));
        },
      ),
    );
  });

  it("tells how many members the outermost object names", () => {
    expect(split('{"a":[],"a":{"b":":"},"c:d":"{e:f}"}', 1).members).toBe(3);
    expect(split('[{"a":1}]', 1).members).toBe(0);
  });

  it("has one place for elements that follow one another", () => {
    expect(split(`{"a":[${"{} , ".repeat(900)}{}],"b":[1,{}]}`, 2).frame).toBe(
      '{"a":[{"":[0,901]}],"b":[1,{"":[901,1]}]}',
    );
  });

  const million = 1_000_000;

  it.each<[string, string, string]>([
    ["items", `[${"{},".repeat(1_000)}{}]`, "has more than 1000 items"],
    ["long text in an item", `[{"a":"${"x".repeat(million)}"}]`, "has an item of more than 262144 characters"],
    ["an item that does not end", `[{${"{} ".repeat(million)}`, "has an item of more than 262144 characters"],
    ["members of an item", `[{${'"a":1,'.repeat(20_000)}"b":1}]`, "has an item of more than 1000 values"],
    ["members of the first of many", `[{${'"a":1,'.repeat(11_000)}"b":1},{}]`, "has an item of more than 1000 values"],
    ["digits", `{"a":1${"0".repeat(million)}}`, "has more than 262144 characters outside its items"],
    ["text", `"${"\\u0061".repeat(million)}"`, "has more than 262144 characters outside its items"],
    ["members", `{${'"a":1,'.repeat(20_000)}"b":1}`, "has more than 1000 values outside its items"],
    [
      "lists of items",
      `[${"[{}],".repeat(900)}${"[],".repeat(10_000)}[]]`,
      "has more than 1000 values outside its items",
    ],
    ["lists in one another", "[".repeat(70_000), "has lists and objects more than 100 deep"],
    ["objects in one another", '{"a":'.repeat(101), "has lists and objects more than 100 deep"],
  ])("is cut no further where there are too many %s", (_, text, outsize) => {
    expect(inOneGo(splitJson(Buffer.from(text), options))).toEqual({ outsize });
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

function parsedOf(text: string): unknown {
  const parsed = inOneGo(parseLongJson(Buffer.from(text), 2));
  if ("outsize" in parsed) throw new Error(parsed.outsize);
  return parsed.value;
}

describe("JSON that is parsed bit by bit", () => {
  const parseLong = (text: string) => attempt(() => parsedOf(text));

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
    ["lists as deep as they may be", `${"[".repeat(100)}{"a":1}${"]".repeat(100)}`.slice(1, -1)],
  ])("with %s is what JSON.parse makes of it", (_, text) => {
    expect(parseLong(text)).toEqual({ value: JSON.parse(text.replace("\ufeff", "")) });
  });

  it("is refused where an object has an element without a name", () => {
    expect(parseLong('{"a":{"b":{},{}}}')).toBeNull();
  });
});
