import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonPaced } from "../../../shared/json/parse-json-paced.ts";

describe("parseJsonPaced", () => {
  it("makes of every JSON text what JSON.parse makes of it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.constantFrom(undefined, 2), async (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        expect(await parseJsonPaced(written)).toEqual({ outcome: "valid", value: JSON.parse(written) });
      }),
    );
  });

  it.each(['{"__proto__":{"a":1}}', '{"a":1,"a":2}', '"\\u00e9\\n\\""', "[]", "{}", "[[],{}]", " 1e3 "])(
    "reads %s",
    async (text) => {
      expect(await parseJsonPaced(text)).toEqual({ outcome: "valid", value: JSON.parse(text) });
    },
  );

  it.each(["", "[1,]", "{1:2}", "[1", '"\u0001"', "01"])("says why %j is none", async (text) => {
    const parsed = await parseJsonPaced(text);
    expect(parsed).toMatchObject({
      outcome: "faulty",
      faults: [expect.stringMatching(/^is not JSON: line 1, column/)],
    });
  });
});
