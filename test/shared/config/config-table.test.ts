import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startTables } from "../../../local/tables/start-tables.ts";
import { configTable } from "../../../shared/config/config-table.ts";
import { documentSchema, emptyDocument } from "../../../shared/config/document.ts";
import { documentHash } from "../../../shared/config/document-hash.ts";
import { documentItems } from "../../../shared/config/item-kinds.ts";
import { starterConfiguration } from "../../../shared/config/starter-configuration.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { arbitraryDocument } from "../../support/arbitrary-document.ts";
import { startProxy } from "../../support/start-proxy.ts";
import { freshTable, newTableName, useTables } from "../../support/use-tables.ts";

const tables = useTables();
const small = documentSchema.parse({
  defaults: { unprovisioned: "ordinary" },
  numbers: ["999", "112"].map((shortCode) => ({ territory: "GB", shortCode, class: "emergency" })),
});
const smallHash = documentHash(small);
const activatedAt = "2026-11-22T12:00:00.000Z";

describe("a version", () => {
  it("of more rows than one transaction and one page take is read as it was written", async () => {
    const table = configTable(await tables.fresh());
    const numbers = Array.from({ length: 1_100 }, (_, i) => ({
      territory: "GB",
      shortCode: String(10_000 + i),
      class: "special",
    }));
    const document = documentSchema.parse({ ...starterConfiguration(), numbers });
    await table.writeVersion(7, document);
    const read = await table.readVersion(7, documentHash(document));
    expect(documentItems(read)).toEqual(documentItems(document));
  });

  it("is read as it was written, whatever it holds", async () => {
    const table = configTable(await tables.fresh());
    let version = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        version += 1;
        await table.writeVersion(version, document);
        expect(documentItems(await table.readVersion(version, documentHash(document)))).toEqual(
          documentItems(document),
        );
      }),
      { numRuns: 15 },
    );
  });

  it("is stored once when the answer to a transaction is lost", async () => {
    const proxy = await startProxy(tables.running());
    const client = tableClient(proxy, newTableName());
    await client.createTable();
    const table = configTable(client);
    proxy.loseAnswerTo("POST");
    await table.writeVersion(1, small);
    expect(proxy.lost()).toBe(1);
    expect(documentItems(await table.readVersion(1, smallHash))).toEqual(documentItems(small));
  });

  it("does not mix with another", async () => {
    const table = configTable(await tables.fresh());
    await table.writeVersion(1, small);
    await table.writeVersion(11, emptyDocument);
    expect(await table.readVersion(11, documentHash(emptyDocument))).toEqual(emptyDocument);
    expect(documentHash(await table.readVersion(1, smallHash))).toBe(smallHash);
  });

  it.each<[string, string]>([
    ["lacks a row", "number|*|GB|999"],
    ["lacks its defaults", "defaults|all"],
  ])("that %s is refused", async (_, rowKey) => {
    const client = await tables.fresh();
    const table = configTable(client);
    await table.writeVersion(1, small);
    await client.deleteEntity("version-1", rowKey);
    await expect(table.readVersion(1, smallHash)).rejects.toThrow(/Configuration version 1 is sha256:.* was activated/);
  });

  it.each<[string, Record<string, string | number>]>([
    ["was edited", { class: "ordinary" }],
    ["cannot be read", { class: "urgent" }],
    ["holds a number for text", { shortCode: 999 }],
  ])("of which a row %s is refused", async (_, columns) => {
    const client = await tables.fresh();
    const table = configTable(client);
    await table.writeVersion(1, small);
    await client.updateEntity({ partitionKey: "version-1", rowKey: "number|*|GB|999", ...columns }, "Merge");
    await expect(table.readVersion(1, smallHash)).rejects.toThrow();
  });

  it("that was never written is refused", async () => {
    const table = configTable(await tables.fresh());
    await expect(table.readVersion(1, smallHash)).rejects.toThrow("was activated");
  });
});

describe("the pointer", () => {
  const to = (version: number) => ({ version, hash: `sha256:${version}`, activatedAt });

  it.each([
    ["in an empty table", async () => tables.fresh()],
    ["where there is no table", async () => tableClient(tables.running(), newTableName())],
  ])("is null %s", async (_, client) => {
    expect(await configTable(await client()).readPointer()).toBeNull();
  });

  it("moves from nowhere to the first version, and from one version to the next", async () => {
    const table = configTable(await tables.fresh());
    expect(await table.movePointer(null, to(1))).toBe(true);
    const first = await table.readPointer();
    expect(first).toEqual({ ...to(1), etag: expect.any(String) });
    expect(await table.movePointer(first, to(2))).toBe(true);
    expect(await table.readPointer()).toMatchObject(to(2));
  });

  it("does not move from where it is not any more", async () => {
    const table = configTable(await tables.fresh());
    await table.movePointer(null, to(1));
    const first = await table.readPointer();
    await table.movePointer(first, to(2));
    expect(await table.movePointer(null, to(3))).toBe(false);
    expect(await table.movePointer(first, to(3))).toBe(false);
    expect(await table.readPointer()).toMatchObject(to(2));
  });

  it.each([
    ["first", null],
    ["next", "from the first"],
  ])("goes to one of many who race to set the %s, and only the winner is told so", async (_, start) => {
    const table = configTable(await tables.fresh());
    if (start !== null) await table.movePointer(null, to(1));
    const from = await table.readPointer();
    const versions = [2, 3, 4, 5, 6, 7, 8, 9];
    const won = await Promise.all(versions.map((version) => table.movePointer(from, to(version))));
    const winners = versions.filter((_, i) => won[i]);
    expect(winners).toHaveLength(1);
    expect(await table.readPointer()).toMatchObject(to(winners[0] ?? 0));
  });

  it.each([
    ["POST", null],
    ["PUT", 1],
  ])("is known to have moved when the answer to a %s was lost", async (method, start) => {
    const proxy = await startProxy(tables.running());
    const client = tableClient(proxy, newTableName());
    await client.createTable();
    const table = configTable(client);
    if (start !== null) await table.movePointer(null, to(start));
    const from = await table.readPointer();
    proxy.loseAnswerTo(method);
    expect(await table.movePointer(from, to(2))).toBe(true);
    expect(proxy.lost()).toBe(1);
  });

  it("is refused when the row does not hold one", async () => {
    const client = await tables.fresh();
    await client.createEntity({ partitionKey: "active", rowKey: "pointer", version: "one" });
    await expect(configTable(client).readPointer()).rejects.toThrow();
  });
});

describe("a configuration table that cannot be reached", () => {
  it("is a dependency error that names the call", async () => {
    const stopped = await startTables({ port: 0 });
    const table = configTable(await freshTable(stopped));
    await stopped.stop();
    const failure = (call: string) => ({ name: "DependencyError", retryable: true, call });
    await expect(table.readPointer()).rejects.toMatchObject(failure("read the configuration pointer"));
    await expect(table.readVersion(3, smallHash)).rejects.toMatchObject(failure("read configuration version 3"));
    await expect(table.writeVersion(3, emptyDocument)).rejects.toMatchObject(failure("write configuration version 3"));
    await expect(table.movePointer(null, { version: 3, hash: smallHash, activatedAt })).rejects.toMatchObject(
      failure("read the configuration pointer"),
    );
  });
});
