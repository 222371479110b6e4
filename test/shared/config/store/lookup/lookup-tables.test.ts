import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DamagedTableError, headerKey, toLookupVersion } from "../../../../../shared/config/lookup/table-header.ts";
import { type LookupTables, lookupTables } from "../../../../../shared/config/store/lookup/lookup-tables.ts";
import { DependencyError } from "../../../../../shared/dependency-error.ts";
import { tableClient } from "../../../../../shared/tables/table-client.ts";
import { startTables, type Tables } from "../../../../../tools/local/tables/start-tables.ts";
import { damages } from "../../../../support/stores/damage-lookup-table.ts";

const imported = { author: "ada", reason: "CHG1", importedAt: "2026-11-28T12:00:00.000Z" };
const rows = Array.from({ length: 2_345 }, (_, i) => ({ key: String(10_000 + i), value: `01${i}` }));

describe("lookup tables in Table Storage", () => {
  let tables: Tables;
  let store: LookupTables;
  const client = () => tableClient({ connectionString: tables.connectionString }, "LookupTables");

  beforeAll(async () => {
    tables = await startTables({ port: 0 });
    await client().createTable();
    store = lookupTables(client());
  });
  afterAll(() => tables.stop());

  it("give back what was written, by version", async () => {
    const first = await store.write("fr-communes", rows, imported);
    const second = await store.write("fr-communes", [{ key: "75056", value: "0155" }], imported);
    expect([first, second]).toMatchObject([
      { version: 1, rows: 2_345 },
      { version: 2, rows: 1 },
    ]);
    expect(await store.read("fr-communes", 1)).toEqual(new Map(rows.map(({ key, value }) => [key, value])));
    expect(await store.read("fr-communes", 2)).toEqual(new Map([["75056", "0155"]]));
  });

  describe("that lead to places", () => {
    const places = [
      { key: "~keys", value: "locationKey" },
      { key: "hq", value: "west" },
      { key: "*", value: "east" },
    ];

    it("are told with as many rows as their file had, however they are asked for", async () => {
      const written = await store.write("places", places, imported);
      expect(written).toMatchObject({ version: 1, rows: 2 });
      expect(await store.writeAs("places", 7, places, imported)).toEqual({ ...written, version: 7 });
      expect(await store.writeAs("places", 7, places, imported)).toEqual({ ...written, version: 7 });
      expect(await store.find("places", 1)).toEqual(written);
      const listed = (await store.list()).get("places") ?? [];
      expect(listed.map((header) => toLookupVersion("places", header))).toEqual([{ ...written, version: 7 }, written]);
    });

    it("say in their header how many rows are stored, which earlier releases read by", async () => {
      const { version } = await store.write("counted", places, imported);
      expect(await client().getEntity("counted", headerKey(version))).toMatchObject({ rows: 3 });
      const rowsAPage = vi.fn(() => 2);
      expect(await store.read("counted", version, undefined, rowsAPage)).toHaveProperty("size", 3);
      expect(rowsAPage).toHaveBeenCalledExactlyOnceWith(3);
    });

    it("are read where an earlier release stored them, and told with the rows that are stored", async () => {
      const { version } = await store.write("earlier", places, imported);
      const { fileRows: _, ...header } = await client().getEntity("earlier", headerKey(version));
      await client().updateEntity({ ...header, partitionKey: "earlier", rowKey: headerKey(version) }, "Replace");
      expect(await store.read("earlier", version)).toHaveProperty("size", 3);
      expect(await store.find("earlier", version)).toMatchObject({ rows: 3 });
    });
  });

  it("name the rows by their hash, whatever order they come in", async () => {
    const pairs = rows.map(({ key, value }) => [key, value]);
    const hash = `sha256:${createHash("sha256").update(JSON.stringify(pairs)).digest("hex")}`;
    expect(await store.write("ordered", rows, imported)).toMatchObject({ hash });
    expect(await store.write("ordered", rows.toReversed(), imported)).toMatchObject({ hash });
  });

  it("give two writers at once a version each", async () => {
    const written = await Promise.all(
      [1, 2, 3].map((i) => store.write("raced", [{ key: "1", value: String(i) }], imported)),
    );
    expect(written.map(({ version }) => version).sort()).toEqual([1, 2, 3]);
    for (const [i, { version }] of written.entries())
      expect(await store.read("raced", version)).toEqual(new Map([["1", String(i + 1)]]));
  });

  it("refuse a version whose writing died half-way, and number the next one after it", async () => {
    const killed = () => Promise.reject(new Error("killed"));
    const dying = lookupTables(Object.assign(client(), { submitTransaction: killed, upsertEntity: killed }));
    await expect(dying.write("half", rows, imported)).rejects.toThrow("killed");
    await expect(store.read("half", 1)).rejects.toThrow("Lookup table half@1 was never written to its end");
    expect(await store.write("half", rows, imported)).toMatchObject({ version: 2 });
  });

  it.each(Object.entries(damages))("say what is wrong with a version: %s", async (kind, { damage, why }) => {
    const { version } = await store.write(kind, rows.slice(0, 12), imported);
    await damage(client(), kind, version);
    const reading = store.read(kind, version);
    await expect(reading).rejects.toBeInstanceOf(DamagedTableError);
    await expect(reading).rejects.toMatchObject({ why: expect.stringMatching(why) });
  });

  it.each(Object.entries(damages))(
    "can be imported again, beside what is left of the damaged version: %s",
    async (kind, { damage }) => {
      const name = `again-${kind}`;
      const first = await store.write(name, rows.slice(0, 12), imported);
      await damage(client(), name, first.version);
      const again = await store.write(name, rows.slice(0, 13), imported);
      expect(await store.read(name, again.version, again.hash)).toHaveProperty("size", 13);
      expect(again.version).toBe(2);
    },
  );

  it("do not read a version to its end that has grown behind their back", async () => {
    const { version } = await store.write("grown", [{ key: "1", value: "2" }], imported);
    for (let from = 0; from < 2_500; from += 100)
      await client().submitTransaction(
        Array.from({ length: 100 }, (_, i) => [
          "create",
          { partitionKey: `grown@${version}`, rowKey: `x${from + i}`, value: "1" },
        ]),
      );
    const reader = client();
    const list = vi.spyOn(reader, "listEntities");
    await expect(lookupTables(reader).read("grown", version)).rejects.toThrow("more than the 1 rows");
    expect(list).toHaveBeenCalledTimes(1);
  });

  it("refuse a version that was never written", async () => {
    await expect(store.read("fr-communes", 99)).rejects.toThrow("Lookup table fr-communes@99 is not stored");
  });

  it("refuse rows of another hash than the configuration names", async () => {
    const { version, hash } = await store.write("hashed", [{ key: "1", value: "2" }], imported);
    expect(await store.read("hashed", version, hash)).toEqual(new Map([["1", "2"]]));
    const other = `sha256:${"0".repeat(64)}`;
    await expect(store.read("hashed", version, other)).rejects.toThrow(`, not ${other}`);
  });

  it("tell a store that fails from rows that are damaged", async () => {
    const failing = Object.assign(client(), { getEntity: () => Promise.reject(new Error("busy")) });
    await expect(lookupTables(failing).read("hashed", 1)).rejects.toBeInstanceOf(DependencyError);
  });
});
