import { describe, expect, it } from "vitest";
import { emptyDocument } from "../../../../shared/config/document.ts";
import { documentHash } from "../../../../shared/config/document-hash.ts";
import { configTable } from "../../../../shared/config/store/config-table.ts";
import { headerRowKey } from "../../../../shared/config/store/version-header.ts";
import { tableClient } from "../../../../shared/tables/table-client.ts";
import { startTables } from "../../../../tools/local/tables/start-tables.ts";
import { startProxy } from "../../../support/stores/start-proxy.ts";
import { freshTable, newTableName, useTables } from "../../../support/stores/use-tables.ts";

const tables = useTables();
const emptyHash = await documentHash(emptyDocument);
const activatedAt = "2026-11-22T12:00:00.000Z";
const told = {
  author: "ada",
  reason: "CHG1",
  restoredFrom: null,
  breakGlass: null,
  proposal: null,
  summary: {},
  auditedAt: null,
};

describe("the pointer", () => {
  const to = (version: number) => ({ version, hash: `sha256:${version}`, activatedAt });

  it("is null in an empty table", async () => {
    expect(await configTable(await tables.fresh()).readPointer()).toBeNull();
  });

  it("is unknown where there is no table: that does not mean that no configuration was ever activated", async () => {
    const table = configTable(tableClient(tables.running(), newTableName()));
    await expect(table.readPointer()).rejects.toMatchObject({ cause: { code: "TableNotFound", meaning: "failing" } });
  });

  it("moves from nowhere to the first version, and from one version to the next", async () => {
    const table = configTable(await tables.fresh());
    expect(await table.movePointer(null, to(1))).toBe(true);
    const first = await table.readPointer();
    expect(first).toEqual({ ...to(1), trial: null, etag: expect.any(String) });
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
    await expect(configTable(client).readPointer()).rejects.toThrow("active/pointer");
  });
});

describe("a configuration table that cannot be reached", () => {
  it("is a dependency error that names the call", async () => {
    const stopped = await startTables({ port: 0 });
    const table = configTable(await freshTable(stopped));
    await stopped.stop();
    const failure = (call: string) => ({ name: "DependencyError", retryable: true, call });
    await expect(table.readPointer()).rejects.toMatchObject(failure("read the configuration pointer"));
    await expect(table.readVersion(3, emptyHash)).rejects.toMatchObject(failure("read configuration version 3"));
    await expect(table.writeVersion(3, emptyDocument)).rejects.toMatchObject(failure("write configuration version 3"));
    await expect(table.movePointer(null, { version: 3, hash: emptyHash, activatedAt })).rejects.toMatchObject(
      failure("read the configuration pointer"),
    );
  });
});

describe("a header that was changed by hand", () => {
  const header = { ...told, version: 7, parent: 6, hash: "sha256:7", createdAt: activatedAt, activatedAt };

  it.each<[string, object]>([
    ["a summary that is no JSON", { summary: "{bad" }],
    ["a summary of another shape", { summary: "[1]" }],
    ["a field of another type", { createdAt: 5 }],
    ["a number that is none", { version: "seven" }],
  ])("with %s costs no other version, and is taken for one that was live", async (_, damage) => {
    const client = await tables.fresh();
    const table = configTable(client);
    for (const version of [6, 7, 8]) await table.claimVersion({ ...header, version, parent: version - 1 }, "claim");
    await client.updateEntity({ partitionKey: "versions", rowKey: headerRowKey(7), ...damage }, "Merge");
    const listed = await table.listHeaders({ atMost: 10 });
    expect(listed.map(({ version, live }) => [version, live])).toEqual([
      [8, false],
      [7, true],
      [6, false],
    ]);
    expect(await table.readHeader(7)).toMatchObject({
      hash: "sha256:7",
      reason: expect.stringContaining("cannot be read"),
    });
  });

  it("is none where its key is no version's", async () => {
    const client = await tables.fresh();
    await client.createEntity({ partitionKey: "versions", rowKey: "seven" });
    expect(await configTable(client).listHeaders({ atMost: 10 })).toEqual([]);
  });
});
