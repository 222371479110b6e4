import { describe, expect, it } from "vitest";
import { withGivenTables } from "../../../../shared/config/change/with-given-tables.ts";
import type { GivenTable } from "../../../../shared/config/lookup/given-table.ts";
import { hashOfRows } from "../../../../shared/config/lookup/hash-of-rows.ts";
import { DamagedTableError } from "../../../../shared/config/lookup/table-header.ts";

const rows = [{ key: "75056", value: "0155667788" }];
const given = (version: number, fields: Partial<GivenTable> = {}): GivenTable => ({
  file: `lookup-tables/fr@${version}.csv`,
  name: "fr",
  version,
  rows,
  ...fields,
});
const hash = await hashOfRows(rows);

/** A store that has the versions of these hashes of the table fr. */
const storeWith = (hashes: Readonly<Record<number, string>>) => ({
  find: async (name: string, version: number) => {
    const known = name === "fr" ? hashes[version] : undefined;
    const facts = { author: null, reason: null, importedAt: null };
    return known === undefined ? null : { name, version, rows: 1, hash: known, ...facts };
  },
  read: async (name: string, version: number) => {
    if (name === "fr" && version in hashes) return new Map([["stored", "1"]]);
    throw new DamagedTableError(name, version, "is not stored");
  },
});

async function tried(hashes: Readonly<Record<number, string>>, ...tables: readonly GivenTable[]) {
  const made = await withGivenTables(storeWith(hashes), tables);
  if (made.outcome === "faulty") throw new Error(JSON.stringify(made.faults));
  return made.value;
}

describe("rows that are given for a trial", () => {
  it("are found and read as if they were stored, and those that are not stored are told", async () => {
    const { tables, newTables } = await tried({ 1: "sha256:1", 2: hash }, given(2), given(3));
    expect(newTables).toEqual([{ name: "fr", version: 3, rows: 1, hash }]);
    expect(await tables.find("fr", 3)).toMatchObject({ rows: 1, hash });
    expect(await tables.read("fr", 3, hash)).toEqual(new Map([["75056", "0155667788"]]));
    expect(await tables.read("fr", 1)).toEqual(new Map([["stored", "1"]]));
    expect(await tables.find("gb", 3)).toBeNull();
    await expect(tables.read("gb", 3)).rejects.toThrow("is not stored");
  });

  it("are told with as many rows as their file has", async () => {
    const places = [
      { key: "~keys", value: "locationKey" },
      { key: "hq", value: "west" },
    ];
    const { tables, newTables } = await tried({}, given(3, { rows: places }));
    expect(newTables).toMatchObject([{ version: 3, rows: 1 }]);
    expect(await tables.find("fr", 3)).toMatchObject({ rows: 1 });
  });

  it("are damaged where the change names another hash", async () => {
    const { tables } = await tried({}, given(3));
    await expect(tables.read("fr", 3, "sha256:other")).rejects.toMatchObject({ isOtherHash: true });
  });

  it("are refused under a number that others have, or that two files have: every cause", async () => {
    const store = storeWith({ 3: "sha256:other" });
    expect(await withGivenTables(store, [given(3), given(4), given(4, { file: "lookup-tables/fr@4.json" })])).toEqual({
      outcome: "faulty",
      faults: [
        { path: "lookup-tables/fr@3.csv", message: expect.stringContaining("version 3 of fr has other rows") },
        { path: "lookup-tables/fr@4.json", message: "has the same table as lookup-tables/fr@4.csv: keep one" },
      ],
    });
  });
});
