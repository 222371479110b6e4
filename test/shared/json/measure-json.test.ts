import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureJson } from "../../../shared/json/measure-json.ts";

const measure = (text: string, aroundItems = 1) => measureJson(Buffer.from(text), aroundItems);

/** How many lists and objects there are, and commas between their values. */
function countValues(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inside: readonly unknown[] = Object.values(value);
  return inside.reduce<number>((sum, member) => sum + countValues(member), 1 + Math.max(0, inside.length - 1));
}

describe("the measure of JSON", () => {
  it("has the members of the outermost object, those that stand there twice counted twice", async () => {
    expect(await measure('{"a":[],"a":{"b":":"},"c:d":"{e:f}","\\"":1}')).toEqual({
      outcome: "valid",
      value: { members: 4 },
    });
    expect(await measure('[{"a":1}]')).toEqual({ outcome: "valid", value: { members: 0 } });
  });

  it("counts values, and nothing within quotes", async () => {
    const item = fc.jsonValue({ maxDepth: 4 }).map((value) => ({ value }));
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 3 }), fc.constantFrom(0, 2), async (items, space) => {
        const most = 1_000;
        const filled = items.map((one) => ({
          ...one,
          filler: Array.from({ length: most - 1 - countValues(one) }, () => 1),
        }));
        expect(filled.map(countValues)).toEqual(filled.map(() => most));
        expect(await measure(JSON.stringify(filled, null, space))).toMatchObject({ outcome: "valid" });
        const oneMore = filled.map((one) => ({ ...one, filler: [...one.filler, 1] }));
        expect(await measure(JSON.stringify(oneMore, null, space))).toMatchObject({ outcome: "faulty" });
      }),
    );
  });

  const million = 1_000_000;

  it.each<[string, string, string]>([
    ["items", `[${"{},".repeat(million)}{}]`, "has more than 450000 values"],
    ["long text in an item", `[{"a":"${"x".repeat(million)}"}]`, "has a text of more than 131072 bytes"],
    ["long text outside", `"${"\\u0061".repeat(million)}"`, "has a text of more than 131072 bytes"],
    ["a text that does not end", `{"a":"${"x".repeat(million)}`, "has a text of more than 131072 bytes"],
    ["members of an item", `[{${'"a":1,'.repeat(20_000)}"b":1}]`, "has an item of more than 1000 values"],
    ["members of the first of many", `[{${'"a":1,'.repeat(11_000)}"b":1},{}]`, "has an item of more than 1000 values"],
    ["members", `{${'"a":1,'.repeat(20_000)}"b":1}`, "has more than 1000 values outside its items"],
    [
      "lists of items",
      `[${"[{}],".repeat(900)}${"[],".repeat(10_000)}[]]`,
      "has more than 1000 values outside its items",
    ],
    [
      "names",
      `[${Array.from({ length: 2_000 }, (_, i) => `{"a${i}":1}`).join()}]`,
      "has members of more than 1000 different names",
    ],
    [
      "short texts",
      `[${Array.from({ length: 300 }, (_, i) => `{"a":[${Array.from({ length: 900 }, (_, k) => `"${i * 900 + k}"`).join()}]}`).join()}]`,
      "has more than 200000 different short texts",
    ],
    ["lists in one another", "[".repeat(70_000), "has lists and objects more than 100 deep"],
    ["objects in one another", '{"a":'.repeat(101), "has lists and objects more than 100 deep"],
  ])("tells that there are too many %s", async (_, text, fault) => {
    expect(await measure(text)).toEqual({ outcome: "faulty", faults: [fault] });
  });

  it("has items from the depth that was asked for", async () => {
    const body = `{"operations":[${"{},".repeat(5_000)}{}]}`;
    expect(await measure(body, 2)).toMatchObject({ outcome: "valid" });
    expect(await measure(body, 3)).toMatchObject({ outcome: "faulty" });
  });
});
