import { randomUUID } from "node:crypto";
import type { TableClient } from "@azure/data-tables";
import { describe, expect, it } from "vitest";
import { type ConfigDocument, documentSchema } from "../../../../shared/config/document.ts";
import { documentHash } from "../../../../shared/config/document-hash.ts";
import { type ConfigTable, configTable } from "../../../../shared/config/store/config-table.ts";
import type { Pointer } from "../../../../shared/config/store/pointer.ts";
import { storeVersion } from "../../../../shared/config/store/store-version.ts";
import { tidyVersions } from "../../../../shared/config/store/tidy-versions.ts";
import { findVersion, readHistory } from "../../../../shared/config/store/version-history.ts";
import { tableClient } from "../../../../shared/tables/table-client.ts";
import { dyingAfter } from "../../../support/stores/dying-client.ts";
import { startProxy } from "../../../support/stores/start-proxy.ts";
import { newTableName, useTables } from "../../../support/stores/use-tables.ts";

const tables = useTables();
const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const later = nowMs + 3_600_000;

/** A document of more rows than one transaction takes, told apart by its note. */
const documentOf = (note: string, rows = 250): ConfigDocument =>
  documentSchema.parse({
    numbers: Array.from({ length: rows }, (_, i) => ({
      territory: "GB",
      shortCode: String(1_000 + i),
      class: "special",
      note,
    })),
  });

const store = async (table: ConfigTable, base: Pointer | null, document: ConfigDocument, reason = "a change") =>
  storeVersion(
    {
      document,
      base,
      hash: await documentHash(document),
      author: "local",
      reason,
      restoredFrom: null,
      breakGlass: null,
      proposal: null,
      summary: {},
    },
    { table, now: () => nowMs, newId: randomUUID },
  );

/** What every instance would load now. */
async function live(table: ConfigTable): Promise<ConfigDocument | null> {
  const pointer = await table.readPointer();
  return pointer === null ? null : table.readVersion(pointer.version, pointer.hash);
}

const noteOf = (document: ConfigDocument | null): string | undefined => document?.numbers[0]?.note;

describe("a version that is stored", () => {
  it("is live, has a header and follows its base", async () => {
    const table = configTable(await tables.fresh());
    await store(table, null, documentOf("one"), "the first");
    const second = await store(table, await table.readPointer(), documentOf("two"), "the second");
    expect(noteOf(await live(table))).toBe("two");
    expect(second).toMatchObject({
      version: 2,
      parent: 1,
      reason: "the second",
      activatedAt: new Date(nowMs).toISOString(),
    });
    expect(await findVersion(table, 1)).toMatchObject({ version: 1, parent: 0, reason: "the first" });
  });

  it("is one of eight that were made on the same base at once", async () => {
    const table = configTable(await tables.fresh());
    await store(table, null, documentOf("base"));
    const base = await table.readPointer();
    const notes = Array.from({ length: 8 }, (_, i) => `change ${i}`);
    const stored = await Promise.all(notes.map((note) => store(table, base, documentOf(note))));
    const winners = notes.filter((_, i) => stored[i] !== null);
    expect(winners).toHaveLength(1);
    expect(noteOf(await live(table))).toBe(winners[0]);
    expect((await readHistory(table, null, 10)).versions.map(({ parent }) => parent)).toEqual([1, 0]);
  });
});

describe("a change that is killed", () => {
  it("between any two requests leaves the old version whole and live, or the new one, and the next change succeeds", async () => {
    const seen = new Set<string | undefined>();
    for (let carriedOut = 0; ; carriedOut++) {
      const client = await tables.fresh();
      const table = configTable(client);
      await store(table, null, documentOf("old"));
      const base = await table.readPointer();
      const dying = dyingAfter(client, carriedOut);
      const outcome = await store(configTable(dying.client), base, documentOf("new")).catch(() => "killed");
      const note = noteOf(await live(table));
      seen.add(note);
      expect(["old", "new"]).toContain(note);
      const next = await store(table, await table.readPointer(), documentOf("next"));
      expect(next).not.toBeNull();
      expect(noteOf(await live(table))).toBe("next");
      const history = await readHistory(table, null, 10);
      expect(history.versions.map(({ version }) => version)).toHaveLength(note === "new" ? 3 : 2);
      if (outcome !== "killed") break;
      expect(carriedOut).toBeLessThan(20);
    }
    expect(seen).toEqual(new Set(["old", "new"]));
  });

  it.each([
    ["among its rows", 4],
    ["behind its copy", 16],
  ])("%s is cleared away once its base is history, and its number is not used again", async (_, carriedOut) => {
    const client = await tables.fresh();
    const table = configTable(client);
    await store(table, null, documentOf("old"));
    await expect(
      store(configTable(dyingAfter(client, carriedOut).client), await table.readPointer(), documentOf("dead")),
    ).rejects.toThrow("killed");
    expect(await tidyVersions(table, later)).toBe(0);
    expect(await rowsOf(client, 2)).toBeGreaterThan(0);
    expect(await store(table, await table.readPointer(), documentOf("next"))).toMatchObject({ version: 3 });
    expect(await tidyVersions(table, nowMs)).toBe(0);
    expect(await tidyVersions(table, later)).toBe(1);
    expect(await tidyVersions(table, later)).toBe(0);
    expect([await rowsOf(client, 1), await rowsOf(client, 2), await rowsOf(client, 3)]).toEqual([253, 0, 253]);
    expect(await findVersion(table, 2)).toBeNull();
    expect(noteOf(await live(table))).toBe("next");
  });
});

describe("a change of which an answer is lost", () => {
  it.each(["GET", "POST", "PUT", "PATCH"])("to a %s is stored and known to be live", async (method) => {
    const proxy = await startProxy(tables.running());
    const client = tableClient(proxy, newTableName());
    await client.createTable();
    const table = configTable(client);
    await store(table, null, documentOf("old"));
    const base = await table.readPointer();
    proxy.loseAnswerTo(method);
    expect(await store(table, base, documentOf("new"))).toMatchObject({ reason: "a change" });
    expect(proxy.lost()).toBe(1);
    expect(noteOf(await live(table))).toBe("new");
  });
});

describe("the history", () => {
  it("is told newest first, page by page, without what never was live", async () => {
    const table = configTable(await tables.fresh());
    for (let i = 1; i <= 5; i++) {
      const base = await table.readPointer();
      await store(table, base, documentOf(`${i}`, 1));
      if (base !== null) expect(await store(table, base, documentOf("too late", 1))).toBeNull();
    }
    const first = await readHistory(table, null, 3);
    const second = await readHistory(table, first.next, 3);
    const versions = [...first.versions, ...second.versions].map(({ version }) => version);
    expect(versions).toEqual([8, 6, 4, 2, 1]);
    expect([first.versions.length, second.next]).toEqual([3, null]);
    expect(await findVersion(table, 3)).toBeNull();
    expect(await findVersion(table, 99)).toBeNull();
  });

  it("is empty where nothing was ever activated", async () => {
    expect(await readHistory(configTable(await tables.fresh()), null, 3)).toEqual({ versions: [], next: null });
  });
});

async function rowsOf(client: TableClient, version: number): Promise<number> {
  let rows = 0;
  for (const partition of [`version-${version}`, `packed-${version}`])
    for await (const _ of client.listEntities({ queryOptions: { filter: `PartitionKey eq '${partition}'` } }))
      rows += 1;
  return rows;
}
