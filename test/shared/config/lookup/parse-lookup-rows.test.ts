import fc from "fast-check";
import { expect, it } from "vitest";
import { parseLookupRows } from "../../../../shared/config/lookup/parse-lookup-rows.ts";

const parse = (text: string, format: "csv" | "json") => parseLookupRows(Buffer.from(text), format);

it.each([
  ["plain lines", "key,value\n75056,0155\n69123,0472\n"],
  ["a byte order mark and CRLF", "\ufeffkey,value\r\n75056,0155\r\n69123,0472\r\n"],
  ["quotes, spaces and empty lines", 'key , value\n\n"75056","0155"\n 69123 , 0472\n\n'],
  ["the header in other letters", "KEY,Value\n75056,0155\n69123,0472\n"],
  ["semicolons, and a line that says so", "sep=;\nkey;value\n75056;0155\n69123;0472\n"],
  ["delimiters after the last cell", "key,value,,\n75056,0155,,\n69123,0472,,\n"],
  ["the columns the other way round", "value,key\n0155,75056\n0472,69123\n"],
])("reads CSV with %s", async (_, text) => {
  expect(await parse(text, "csv")).toEqual({
    outcome: "valid",
    value: [
      { key: "75056", value: "0155" },
      { key: "69123", value: "0472" },
    ],
  });
});

it("lists every fault of messy CSV with its line, and reads nothing", async () => {
  const text = "key,value\n75056,0155\nno value\n75056,0156\n7/5,01 55\n69123,0472,more\n";
  const parsed = await parse(text, "csv");
  expect(parsed).toMatchObject({ outcome: "faulty" });
  const errors = parsed.outcome === "faulty" ? parsed.faults : [];
  const lines = errors.map(({ path }) => path);
  expect(lines).toEqual(["line 3.key", "line 3.value", "line 4", "line 5.key", "line 5.value", "line 6.column 3"]);
});

it.each([
  [
    "a wrong header",
    `place,number\n${"75056,0155\n".repeat(20_000)}`,
    "line 1",
    "the header is wrong (missing: key, value; not known: place, number): expected key, value; found place, number",
  ],
  [
    "one cause in 30,000 lines",
    `key,value\n${"?,1\n".repeat(30_000)}`,
    "line 2.key",
    'must be 1 to 64 letters, digits or + * . _ -; found "?"; the same in line 3, line 4, line 5, line 6, line 7 and 29994 more',
  ],
])("has one fault for %s", async (_, text, path, message) => {
  expect(await parse(text, "csv")).toEqual({ outcome: "faulty", faults: [{ path, message }] });
});

it("takes back what an export put before a formula", async () => {
  expect(await parse("key,value\n'+431,'+441632960123\n", "csv")).toEqual({
    outcome: "valid",
    value: [{ key: "+431", value: "+441632960123" }],
  });
});

it("names a file in UTF-16 as such", async () => {
  expect(await parseLookupRows(Buffer.from("\ufeffkey,value\n", "utf16le"), "csv")).toMatchObject({
    faults: [{ path: "line 1", message: "is UTF-16; save the file as CSV UTF-8" }],
  });
});

it.each([
  ["csv", ""],
  ["csv", "key,value\n"],
  ["csv", 'key,value\n"75056,0155\n'],
  ["csv", "place,number\n75056,0155\n"],
  ["json", ""],
  ["json", "{}"],
  ["json", "[]"],
  ["json", '[{"key":"75056"}]'],
  ["json", '[{"key":"1","value":"2"},{"key":"1","value":"3"}]'],
  ["json", '[{"key":"1","value":"2","more":"3"}]'],
] as const)("reads nothing from faulty %s: %j", async (format, text) => {
  expect((await parse(text, format)).outcome).toBe("faulty");
});

it("says what is wrong with JSON rows in plain words", async () => {
  expect(await parse('[{"key":"1"},5,{"key":"2","value":3,"more":4}]', "json")).toEqual({
    outcome: "faulty",
    faults: [
      { path: "[0].value", message: "is missing" },
      { path: "[1]", message: "must be an object; found 5" },
      { path: "[2].value", message: "must be text; found 3" },
      { path: "[2].more", message: "is no field that is known here" },
    ],
  });
});

it("reads JSON rows", async () => {
  expect(await parse('[{"key":"+431","value":"133"}]', "json")).toEqual({
    outcome: "valid",
    value: [{ key: "+431", value: "133" }],
  });
});

it("answers any text at all", async () => {
  const formats = fc.constantFrom("csv" as const, "json" as const);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), formats, async (text, format) => {
      expect(["valid", "faulty"]).toContain((await parse(text, format)).outcome);
    }),
  );
});
