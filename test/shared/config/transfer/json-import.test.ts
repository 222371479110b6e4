import { describe, expect, it } from "vitest";
import type { ItemKind } from "../../../../shared/config/item-kinds.ts";
import { parseImport } from "../../../../shared/config/transfer/parse-import.ts";

const parse = (text: string, kind?: ItemKind) => parseImport(Buffer.from(text), { format: "json", kind });

async function faults(text: string, kind?: ItemKind): Promise<readonly string[]> {
  const parsed = await parse(text, kind);
  return parsed.outcome === "faulty" ? parsed.faults.map(({ path, message }) => `${path}: ${message}`) : [];
}

const number = '{"territory":"GB","shortCode":"999","class":"emergency","note":"{[\\"]}"}';

describe("JSON", () => {
  it("has the lists that stand in it, and no others", async () => {
    const parsed = await parse(`\ufeff{"numbers":[${number}],"tenants":[],"defaults":{"unprovisioned":"ordinary"}}`);
    expect(parsed).toMatchObject({
      outcome: "valid",
      value: {
        lists: {
          numbers: [{ tenant: "*", shortCode: "999", note: '{["]}' }],
          tenants: [],
          defaults: { unprovisioned: "ordinary", conversion: "as-received" },
        },
      },
    });
    expect(parsed.outcome === "valid" && Object.keys(parsed.value.lists)).toHaveLength(3);
    expect(parsed.outcome === "valid" && [...parsed.value.origins.values()].sort()).toEqual(["defaults", "numbers[0]"]);
  });

  it("may be one list alone, of the kind that is asked for", async () => {
    expect(await parse(`[${number}]`, "number")).toMatchObject({
      value: { lists: { numbers: [{ shortCode: "999" }] } },
    });
    expect(await parse('{"conversion":"a"}', "defaults")).toMatchObject({
      value: { lists: { defaults: { conversion: "a" } } },
    });
  });

  it.each<[string, ItemKind | undefined, readonly string[]]>([
    ["", undefined, [": is not JSON: line 1, column 1: expected a value; found the end"]],
    ["{", undefined, [": is not JSON: line 1, column 2: expected a name in quotes or }; found the end"]],
    ["]", undefined, [': is not JSON: line 1, column 1: expected a value; found "]"']],
    [
      `{"numbers":[\n${number}`,
      undefined,
      [expect.stringMatching(/^: is not JSON: line 2, column \d+: expected , or \]; found the end$/)],
    ],
    [`{"numbers":[${number}\n${number}]}`, undefined, [': is not JSON: line 2, column 1: expected , or ]; found "{"']],
    ["[]", undefined, [": must be a document with lists, or a list with its kind in the query"]],
    ["null", undefined, [": must be a document with lists, or a list with its kind in the query"]],
    ["{}", undefined, [": has no list in it"]],
    [
      '{"version":42,"numbers":[]}',
      undefined,
      ["version: is not known here; take the file from GET /api/v1/config/export"],
    ],
    ['{"__proto__":[]}', undefined, ["__proto__: is not known here"]],
    ['{"numbers":{}}', undefined, ["numbers: must be a list"]],
    [`{"numbers":[${number}],"numbers":[]}`, undefined, [": has a list in it twice"]],
    ['{"numbers":[],"tenants":[],"numbers":[]}', undefined, [": has a list in it twice"]],
    ['{"defaults":{},"defaults":{}}', undefined, [": has a list in it twice"]],
    ['{"numbers":[{"territory":}]}', undefined, [': is not JSON: line 1, column 26: expected a value; found "}"']],
    ["{}", "number", ["numbers: must be a list"]],
    [
      `[${number},${number}]`,
      "number",
      ["numbers[1]: has the same tenant, territory, shortCode and validFrom as numbers[0]"],
    ],
    [
      '[{"name":"a"},5,[{}],{"name":""}]',
      "tenant",
      [
        "tenants[1]: must be an object; found 5",
        "tenants[2]: must be an object; found a list",
        "tenants[3].name: must be 1 to 64 letters, digits, dots, dashes or underscores",
      ],
    ],
    ['[{"name":"a","__proto__":{}}]', "tenant", ["tenants[0].__proto__: is no field that is known here"]],
    [
      '[{"name":"a","routes":[{"name":"b","host":"c.example","headers":{"__proto__":"d"}}]}]',
      "route-set",
      ["routeSets[0].routes[0].headers.__proto__: is a name that cannot be used"],
    ],
    ["[]", "defaults", ["defaults: must be an object"]],
    ['{"defaults":{},{}}', undefined, [': is not JSON: line 1, column 16: expected a name in quotes; found "{"']],
    [
      '[{"name":"a","steps":[{"do":"strip"}],"examples":[{"in":"1","out":"1"}]}]',
      "conversion",
      ["conversions[0].steps[0].prefix: is missing"],
    ],
  ])("%s of kind %s is refused", async (text, kind, expected) => {
    expect(await faults(text, kind)).toEqual(expected);
  });

  it("that is not UTF-8 is refused", async () => {
    const parsed = await parseImport(Buffer.from('{\n"numbers":["\u00e9"]}', "latin1"), { format: "json" });
    expect(parsed).toMatchObject({ outcome: "faulty", faults: [{ path: "line 2" }] });
  });

  it("that is deeper than any good file is refused", async () => {
    const tooDeep = [": has lists and objects more than 100 deep"];
    expect(await faults(`{"numbers":[${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}]}`)).toEqual(tooDeep);
    expect(await faults(`{"numbers":[${'{"a":'.repeat(200)}1${"}".repeat(200)}]}`)).toEqual(tooDeep);
    expect(await faults("[".repeat(200_000))).toEqual(tooDeep);
  });

  it("with more values than any good file has is refused", async () => {
    expect(await faults(`[${"{},".repeat(250_000)}{}]`, "tenant")).toEqual([": has more than 450000 values"]);
  });
});
