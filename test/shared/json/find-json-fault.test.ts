import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonFault } from "../../../shared/json/find-json-fault.ts";

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe("the place where a text is no JSON", () => {
  it.each<[string, string, string]>([
    ["nothing at all", "", "line 1, column 1: expected a value; found the end"],
    ["a word", "hello", 'line 1, column 1: expected a value; found "h"'],
    ["a comma that is missing", '{\n  "a": 1\n  "b": 2\n}', "line 3, column 3: expected , or }; found a quote"],
    ["a comma too many in an object", '{"a":1,\r\n}', 'line 2, column 1: expected a name in quotes; found "}"'],
    ["a comma too many in a list", "[1,]", 'line 1, column 4: expected a value; found "]"'],
    ["single quotes", "{'a':1}", 'line 1, column 2: expected a name in quotes or }; found "\'"'],
    [
      "quotes of a text processor",
      "{\u201ca\u201d:1}",
      'line 1, column 2: expected a name in quotes or }; found "\u201c"',
    ],
    ["a name without quotes", "[{a:1}]", 'line 1, column 3: expected a name in quotes or }; found "a"'],
    ["a value that is missing", '{"a":}', 'line 1, column 6: expected a value; found "}"'],
    ["an equals sign", '{"a"=1}', 'line 1, column 5: expected :; found "="'],
    ["a zero too many", '{"a":0044}', 'line 1, column 7: expected , or }; found "0"'],
    ["a bracket for a brace", '[{"a":1]]', 'line 1, column 8: expected , or }; found "]"'],
    ["a text that breaks off", '[\n{"a":[1,2', "line 2, column 10: expected , or ]; found the end"],
    ["something after it", "{}\n{}", 'line 2, column 1: expected nothing more; found "{"'],
    ["a quote that is not closed", '{"a": "GB,\n"b": 1}', "line 1, column 7: the quote is not closed on its line"],
    ["a quote that is not closed at the end", '["GB]', "line 1, column 2: the quote is not closed on its line"],
    ["a tab in quotes", '["a\tb"]', 'line 1, column 4: "\\t" must be escaped in quotes'],
    [
      "a path of Windows",
      '["C:\\data"]',
      'line 1, column 5: a backslash in quotes must be followed by one of " \\ / b f n r t u',
    ],
    ["a comment", "{ // why\n}", 'line 1, column 3: expected a name in quotes or }; found "/"'],
  ])("is told for %s", async (_, text, fault) => {
    expect(isJson(text)).toBe(false);
    expect(await findJsonFault(text)).toBe(fault);
  });

  it("is there exactly where JSON.parse takes nothing, whatever was done to JSON", async () => {
    const spoilt = fc
      .tuple(fc.json(), fc.nat(), fc.nat(3), fc.constantFrom("", ...'{}[]:,"\\ 0-e.\n\u007f\u2028tn'))
      .map(([text, place, length, put]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + put + text.slice(at + length);
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(spoilt, fc.json(), fc.string()), async (text) => {
        expect((await findJsonFault(text)) === null).toBe(isJson(text));
      }),
      {
        numRuns: 2_000,
      },
    );
  });

  it("is found however deep it lies", async () => {
    expect(await findJsonFault("[".repeat(1_000_000))).toBe(
      "line 1, column 1000001: expected a value or ]; found the end",
    );
  });
});
