import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readFolder, tableFile } from "../../../cli/folder/read-folder.ts";
import { locationSources } from "../../../shared/location/location-sources.ts";

function makeFolder(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "router-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
  return folder;
}

describe("a folder", () => {
  it("has its CSV and JSON files, in the order of their names, and the rows of tables", async () => {
    const ignored = ["README.md", ".gitattributes", "~$tenants.csv", ".tenants.csv.swp", "tenants.csv~"];
    const folder = makeFolder("tenants.csv", "Numbers.CSV", "routeSets.json", "lookup-tables/fr@3.csv", ...ignored);
    const { files, tables } = await readFolder(folder);
    expect(files.map(({ name }) => name)).toEqual(["Numbers.CSV", "routeSets.json", "tenants.csv"]);
    expect(files.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(files.map(({ name }) => name));
    expect(tables).toMatchObject([{ table: "fr", version: 3, format: "csv", keys: null }]);
  });

  it("has the files that links lead to, and is refused with one that leads nowhere", async () => {
    const elsewhere = makeFolder("numbers.csv", "fr.csv", "folder.csv/x");
    const folder = makeFolder("tenants.csv", "lookup-tables/gb@1.csv");
    for (const name of ["numbers.csv", "folder.csv"]) symlinkSync(join(elsewhere, name), join(folder, name));
    symlinkSync(join(elsewhere, "fr.csv"), join(folder, "lookup-tables/fr@3.csv"));
    const { files, tables } = await readFolder(folder);
    expect(files.map(({ name }) => name)).toEqual(["numbers.csv", "tenants.csv"]);
    expect(tables.map(({ table, bytes }) => [table, Buffer.from(bytes).toString()])).toEqual([
      ["fr", "fr.csv"],
      ["gb", "lookup-tables/gb@1.csv"],
    ]);
    symlinkSync("/nowhere.csv", join(folder, "territories.csv"));
    await expect(readFolder(folder)).rejects.toThrow("territories.csv cannot be read: no such file or directory");
  });

  it("says everything that cannot be read", async () => {
    const folder = makeFolder("tenants.xlsx", "numbers.ods", "lookup-tables/fr.csv", "lookup-tables/fr@1.place.csv");
    await expect(readFolder(folder)).rejects.toMatchObject({
      causes: [
        expect.stringContaining("numbers.ods is a workbook"),
        expect.stringContaining("tenants.xlsx is a workbook"),
        expect.stringContaining("lookup-tables/fr.csv is not named as a table with its version"),
        expect.stringContaining("lookup-tables/fr@1.place.csv is not named as a table with its version"),
      ],
    });
  });
});

const listed = [
  { kind: "lookup-table", keys: "locationKey", name: "lookup-tables/t@7.csv", readAs: null },
  ...locationSources.map((keys) => {
    const name = `lookup-tables/t@7.${keys}.${keys === "boundary" ? "json" : "csv"}`;
    return { kind: "location-table", keys, name, readAs: keys };
  }),
];

it.each(listed)("rows of a $kind by $keys stand in $name, and are read back", async ({ kind, keys, name, readAs }) => {
  const file = tableFile({ kind, keys, name: "t", version: 7 });
  expect(file).toMatchObject({ name, keys: readAs });
  const { tables } = await readFolder(makeFolder("tenants.csv", file.name));
  expect(tables).toMatchObject([file]);
});
