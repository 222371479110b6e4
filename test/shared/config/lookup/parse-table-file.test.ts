import { expect, it } from "vitest";
import { isTableFile, parseTableFile, rowsLimitBytes } from "../../../../shared/config/lookup/parse-table-file.ts";

const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];
const boundary = JSON.stringify({
  type: "FeatureCollection",
  features: [{ type: "Feature", properties: { area: "york" }, geometry: { type: "Polygon", coordinates: [square] } }],
});
const parse = (file: string, text: string) => parseTableFile(`lookup-tables/${file}`, Buffer.from(text));

it.each([
  ["fr-communes@3.csv", "key,value\n75056,0155667788\n", "fr-communes", 3, ["75056"]],
  ["fr-communes@12.json", '[{"key":"75056","value":"0155667788"}]', "fr-communes", 12, ["75056"]],
  ["gb@1.callingPartyPrefix.csv", "key,area\n+44113,leeds\n", "gb", 1, ["~keys", "+44113"]],
  ["gb@1.boundary.json", boundary, "gb", 1, ["~keys", expect.any(String)]],
])("reads the rows of %s as an import of them does", async (file, text, name, version, keys) => {
  const parsed = await parse(file, text);
  expect(parsed).toMatchObject({ outcome: "valid", value: { file: `lookup-tables/${file}`, name, version } });
  expect(parsed.outcome === "valid" ? parsed.value.rows.map(({ key }) => key) : []).toEqual(keys);
});

it.each([
  "fr-communes.csv",
  "fr-communes@0.csv",
  "fr@3.town.csv",
  "gb@1.boundary.csv",
  "a b@1.csv",
  "../x@1.csv",
  "x@1.txt",
])("refuses the name %s", async (file) => {
  expect(await parse(file, "key,value\n1,2\n")).toEqual({
    outcome: "faulty",
    faults: [{ path: `lookup-tables/${file}`, message: expect.stringContaining("is not named as a table") }],
  });
});

it("says in which file a row is wrong, and that one is too long", async () => {
  expect(await parse("fr@1.csv", "key,value\n75 056,1\n")).toMatchObject({
    faults: [{ path: "lookup-tables/fr@1.csv line 2.key" }],
  });
  expect(await parse("fr@1.csv", " ".repeat(rowsLimitBytes.lookup + 1))).toMatchObject({
    faults: [{ path: "lookup-tables/fr@1.csv", message: expect.stringContaining("has more than") }],
  });
});

it("knows rows of tables from lists", () => {
  expect(["lookup-tables/fr@1.csv", "lookupTables.csv"].map(isTableFile)).toEqual([true, false]);
});
