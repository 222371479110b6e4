import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { seedConfiguration } from "../../../../shared/config/change/seed-configuration.ts";
import { type ConfigDocument, documentSchema, emptyDocument } from "../../../../shared/config/document.ts";
import { documentHash } from "../../../../shared/config/document-hash.ts";
import { documentItems } from "../../../../shared/config/item-kinds.ts";
import { DamagedTableError } from "../../../../shared/config/lookup/table-header.ts";
import {
  makeSnapshotKeeper,
  type SnapshotKeeperDependencies,
} from "../../../../shared/config/snapshot/snapshot-keeper.ts";
import { configTable } from "../../../../shared/config/store/config-table.ts";
import type { Pointer } from "../../../../shared/config/store/pointer.ts";
import { DependencyError } from "../../../../shared/dependency-error.ts";
import { expectationOf } from "../../../support/config/expectations.ts";
import { eventually } from "../../../support/eventually.ts";
import { recordingLog } from "../../../support/log/recording-log.ts";
import { removeCopy } from "../../../support/stores/damage-version.ts";
import { useTables } from "../../../support/stores/use-tables.ts";

const checkEveryMs = 2_000;
const staleAfterMs = 30_000;
const nowMs = Date.parse("2026-11-22T12:00:00.000Z");

const withGb999As = (callClass: string): ConfigDocument =>
  documentSchema.parse({
    territories: [{ code: "GB", callingCode: "44" }],
    numbers: [{ territory: "GB", shortCode: "999", class: callClass }],
  });

type Table = SnapshotKeeperDependencies["table"];

/** A keeper with a clock that is set by hand. */
function keep(table: Table, lookups: SnapshotKeeperDependencies["lookups"] = { read: async () => new Map() }) {
  const clock = { nowMs: 0 };
  const log = recordingLog();
  const keeper = makeSnapshotKeeper({ table, lookups, log, clock: () => clock.nowMs, checkEveryMs, staleAfterMs });
  const classOf999 = () => keeper.current().snapshot.plan.find(null, "GB", "999", nowMs)?.class;
  return { clock, log, keeper, classOf999, config: () => keeper.current().config };
}

/** A store that holds one version, which may be changed, or fails. Counts what it is asked. */
function fakeTable(first: ConfigDocument | null) {
  const held: { document: ConfigDocument | null; version: number; error: Error | null } = {
    document: first,
    version: 1,
    error: null,
  };
  const readPointer = vi.fn<Table["readPointer"]>(async () => {
    if (held.error !== null) throw held.error;
    if (held.document === null) return null;
    return {
      version: held.version,
      hash: await documentHash(held.document),
      activatedAt: "",
      etag: "",
    } satisfies Pointer;
  });
  const readItems = vi.fn<Table["readItems"]>(async () => {
    if (held.document === null) throw new Error("nothing is stored");
    return [await documentItems(held.document)];
  });
  return { held, table: { readPointer, readItems } };
}

describe("the configuration in force", () => {
  it("is the built-in catalogue before anything was loaded", async () => {
    const { config, classOf999 } = keep(fakeTable(null).table);
    expect(config()).toEqual({ version: 0, hash: await documentHash(emptyDocument), source: "baseline", ageMs: 0 });
    expect(classOf999()).toBe("emergency");
  });

  it("has what must hold beside it, of the same version", async () => {
    const expectations = [expectationOf({ class: "emergency" })];
    const { keeper } = keep(fakeTable({ ...withGb999As("emergency"), expectations }).table);
    expect(keeper.loaded()).toMatchObject({ version: 0, expectations: [] });
    await keeper.refresh();
    expect(keeper.loaded()).toMatchObject({ version: 1, expectations });
    expect(keeper.loaded().snapshot).toBe(keeper.current().snapshot);
  });

  it("tells what is active, also of a version that cannot be loaded", async () => {
    const { table } = fakeTable(withGb999As("emergency"));
    const told: number[] = [];
    const keeper = makeSnapshotKeeper({
      table: { ...table, readItems: async () => Promise.reject(new Error("damaged")) },
      lookups: { read: async () => new Map() },
      log: recordingLog(),
      clock: () => 0,
      ...{ checkEveryMs, staleAfterMs },
      onChecked: ({ version }) => told.push(version),
    });
    await keeper.refresh();
    expect([told, keeper.loaded().version]).toEqual([[1], 0]);
  });

  it("stays the catalogue while nothing is activated", async () => {
    const { keeper, config, log } = keep(fakeTable(null).table);
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 0, source: "baseline" });
    expect(log.lines).toEqual([]);
  });

  it("is the active version once that was loaded", async () => {
    const document = withGb999As("ordinary");
    const { keeper, config, classOf999 } = keep(fakeTable(document).table);
    await keeper.refresh();
    expect(config()).toEqual({ version: 1, hash: await documentHash(document), source: "live", ageMs: 0 });
    expect(classOf999()).toBe("ordinary");
  });

  it("goes live, stale when the store has not answered for a while, and live again", async () => {
    const { held, table } = fakeTable(withGb999As("ordinary"));
    const { clock, keeper, config, classOf999 } = keep(table);
    await keeper.refresh();
    held.error = new Error("down");
    clock.nowMs = staleAfterMs - 1;
    await keeper.refresh();
    expect(config()).toMatchObject({ source: "live", ageMs: staleAfterMs - 1 });
    clock.nowMs = staleAfterMs;
    expect(config()).toMatchObject({ version: 1, source: "stale", ageMs: staleAfterMs });
    expect(classOf999()).toBe("ordinary");
    held.error = null;
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 1, source: "live", ageMs: 0 });
  });

  it("tells its age in whole milliseconds, of a clock that has fractions", async () => {
    const { keeper, clock, config } = keep(fakeTable(withGb999As("special")).table);
    await keeper.refresh();
    clock.nowMs = 16_132.977;
    expect(config()).toMatchObject({ ageMs: 16_132 });
  });

  it("is not stale for want of calls, as long as the store answers", async () => {
    const { clock, keeper, config } = keep(fakeTable(withGb999As("ordinary")).table);
    await keeper.refresh();
    clock.nowMs = 10 * staleAfterMs;
    expect(config()).toMatchObject({ source: "live" });
    await keeper.refresh();
    expect(config()).toMatchObject({ source: "live", ageMs: 0 });
  });

  it("has an age of nothing when the clock was set back", async () => {
    const { clock, keeper, config } = keep(fakeTable(withGb999As("ordinary")).table);
    clock.nowMs = 60_000;
    await keeper.refresh();
    clock.nowMs = 0;
    expect(config()).toMatchObject({ ageMs: 0 });
  });

  it("is the new version after the pointer has moved", async () => {
    const { held, table } = fakeTable(withGb999As("ordinary"));
    const { keeper, config, classOf999 } = keep(table);
    await keeper.refresh();
    Object.assign(held, { document: withGb999As("special"), version: 2 });
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 2, source: "live" });
    expect(classOf999()).toBe("special");
  });

  it("is one and the same object while the version stays, and its rows are read once", async () => {
    const { table } = fakeTable(withGb999As("ordinary"));
    const { keeper } = keep(table);
    await keeper.refresh();
    const { snapshot } = keeper.current();
    await keeper.refresh();
    expect(keeper.current().snapshot).toBe(snapshot);
    expect(table.readItems).toHaveBeenCalledTimes(1);
  });
});

describe("a check", () => {
  it("is started by a call when the last one is old enough, and not before", async () => {
    const { table } = fakeTable(null);
    const { clock, keeper } = keep(table);
    await keeper.refresh();
    clock.nowMs = checkEveryMs - 1;
    keeper.current();
    expect(table.readPointer).toHaveBeenCalledTimes(1);
    clock.nowMs = checkEveryMs;
    keeper.current();
    expect(table.readPointer).toHaveBeenCalledTimes(2);
  });

  it("runs once however many calls come meanwhile", async () => {
    const { table } = fakeTable(null);
    let answer = (_: null): void => {};
    table.readPointer.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    const { clock, keeper } = keep(table);
    for (let i = 0; i < 100; i++) {
      clock.nowMs += checkEveryMs;
      keeper.current();
    }
    expect(table.readPointer).toHaveBeenCalledTimes(1);
    answer(null);
    await new Promise(setImmediate);
    clock.nowMs += checkEveryMs;
    keeper.current();
    expect(table.readPointer).toHaveBeenCalledTimes(2);
  });

  it("that is asked for while one is under way follows it, for that one may have asked too early", async () => {
    const { held, table } = fakeTable(withGb999As("ordinary"));
    const { keeper, config } = keep(table);
    const pointer = table.readPointer.getMockImplementation();
    table.readPointer.mockImplementationOnce(async () => {
      const early = (await pointer?.()) ?? null;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return early;
    });
    const early = keeper.refresh();
    await new Promise(setImmediate);
    held.version = 2;
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 2 });
    await early;
    expect(table.readPointer).toHaveBeenCalledTimes(2);
  });

  it("says once that an outage began, and again at the next one", async () => {
    const { held, table } = fakeTable(withGb999As("ordinary"));
    const { keeper, log } = keep(table);
    for (const error of [null, new Error("down"), new Error("down"), null, new Error("down")]) {
      held.error = error;
      await keeper.refresh();
    }
    expect(log.lines.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      "info: configuration loaded",
      "warn: configuration could not be checked",
      "warn: configuration could not be checked",
    ]);
  });

  it.each<[string, (table: ReturnType<typeof fakeTable>["table"]) => void]>([
    ["the pointer cannot be read", (table) => void table.readPointer.mockRejectedValue(new Error("down"))],
    ["a failure is no error", (table) => void table.readPointer.mockRejectedValue(undefined)],
    ["the version cannot be read", (table) => void table.readItems.mockRejectedValue(new Error("not whole"))],
  ])("never throws and leaves the catalogue in force when %s", async (_, injure) => {
    const { table } = fakeTable(withGb999As("ordinary"));
    injure(table);
    const { keeper, config, classOf999 } = keep(table);
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 0, source: "baseline" });
    expect(classOf999()).toBe("emergency");
  });
});

/** GB is converted as ever, site by site where a tenant says so. */
const withSites = (version: number, note = ""): ConfigDocument =>
  documentSchema.parse({
    territories: [{ code: "GB", callingCode: "44" }],
    numbers: [
      { territory: "GB", shortCode: "999", class: "emergency", note },
      { territory: "GB", shortCode: "999", class: "emergency", tenant: "contoso", conversion: "by-site" },
    ],
    conversions: [
      {
        name: "by-site",
        steps: [{ do: "lookup", table: "sites", key: "locationKey", otherwise: "112" }],
        examples: [{ in: "999", out: "112" }],
      },
    ],
    lookupTables: [{ name: "sites", keys: "locationKey", version }],
  });

/** Lookup tables that can be made to fail. */
function fakeLookups() {
  const held: { error: Error | null } = { error: null };
  const read = vi.fn(async (name: string, version: number) => {
    if (held.error !== null) throw held.error;
    return new Map([["key", `${name}@${version}`]]);
  });
  return { held, lookups: { read } };
}

const down = new DependencyError("read lookup table sites@1", true, new Error("busy"));
const damaged = new DamagedTableError("sites", 1, "has 1 rows where 2 were written");

describe("a lookup table that cannot be used", () => {
  it.each([
    ["could not be read", down],
    ["has 1 rows where 2 were written", damaged],
  ])("costs the conversions that need it, not the version: %s", async (why, error) => {
    const { held, lookups } = fakeLookups();
    held.error = error;
    const { keeper, config, log } = keep(fakeTable(withSites(1)).table, lookups);
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 1, source: "live" });
    const { snapshot } = keeper.current();
    expect([...snapshot.damagedTables]).toMatchObject([["sites", { version: 1, why }]]);
    expect([...snapshot.damagedConversions]).toEqual(["by-site"]);
    expect(log.lines[0]).toMatchObject({
      level: "error",
      message: "a lookup table cannot be used",
      details: { name: "sites", version: 1, why },
    });
  });

  it.each([
    ["with the next check where the store failed", down, checkEveryMs],
    ["after a minute where it is damaged", damaged, 60_000],
  ])("is read again %s, and used when it can be", async (_, error, afterMs) => {
    const { held, lookups } = fakeLookups();
    held.error = error;
    const { keeper, clock, log } = keep(fakeTable(withSites(1)).table, lookups);
    await keeper.refresh();
    held.error = null;
    clock.nowMs = afterMs - 1;
    await keeper.refresh();
    expect(lookups.read).toHaveBeenCalledTimes(1);
    clock.nowMs = afterMs;
    await keeper.refresh();
    await eventually(() => expect(keeper.current().snapshot.damagedTables.size).toBe(0));
    expect(lookups.read).toHaveBeenCalledTimes(2);
    expect(keeper.current().snapshot.tables.get("sites")?.get("key")).toBe("sites@1");
    expect([...keeper.current().snapshot.damagedConversions]).toEqual([]);
    expect(log.lines.at(-1)).toMatchObject({ level: "info", message: "a lookup table can be used again" });
  });

  it("is logged once as long as nothing changes", async () => {
    const { held, lookups } = fakeLookups();
    held.error = down;
    const { keeper, clock, log } = keep(fakeTable(withSites(1)).table, lookups);
    for (let i = 0; i < 5; i++) {
      await keeper.refresh();
      clock.nowMs += checkEveryMs;
    }
    await eventually(() => expect(lookups.read.mock.calls.length).toBeGreaterThan(2));
    expect(log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
  });

  it("does not hold up checks while its store is silent", async () => {
    const { held, lookups } = fakeLookups();
    held.error = down;
    const store = fakeTable(withSites(1));
    const { keeper, clock, config } = keep(store.table, lookups);
    await keeper.refresh();
    lookups.read.mockImplementation(() => new Promise(() => {}));
    clock.nowMs = checkEveryMs;
    await keeper.refresh();
    expect(lookups.read).toHaveBeenCalledTimes(2);
    clock.nowMs += checkEveryMs;
    await keeper.refresh();
    expect(lookups.read).toHaveBeenCalledTimes(2);
    expect(config()).toMatchObject({ source: "live", ageMs: 0 });
  });

  it("keeps the version before in force for a while where that has the table, and then costs that table alone", async () => {
    const { held, lookups } = fakeLookups();
    const store = fakeTable(withSites(1));
    const { keeper, clock, config } = keep(store.table, lookups);
    await keeper.refresh();
    Object.assign(store.held, { version: 2, document: withSites(2) });
    held.error = down;
    clock.nowMs = staleAfterMs - 1;
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 1 });
    expect(keeper.current().snapshot.tables.get("sites")?.get("key")).toBe("sites@1");
    clock.nowMs = staleAfterMs;
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 2, source: "live" });
    expect([...keeper.current().snapshot.damagedTables.keys()]).toEqual(["sites"]);
  });

  it("is taken over with the next version at once where it is damaged, and so is a change beside it", async () => {
    const { held, lookups } = fakeLookups();
    const store = fakeTable(withSites(1));
    const { keeper, config, log } = keep(store.table, lookups);
    held.error = damaged;
    await keeper.refresh();
    Object.assign(store.held, { version: 2, document: withSites(1, "a change beside it") });
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 2, source: "live" });
    expect(log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
  });
});

describe("with Azurite", () => {
  const tables = useTables();

  /** A store whose version 1 has been loaded. */
  async function loaded() {
    const client = await tables.fresh();
    const table = configTable(client);
    await seedConfiguration(withGb999As("ordinary"), { table, now: () => nowMs, newId: randomUUID });
    const world = keep(table);
    await world.keeper.refresh();
    const pointTo = async (version: number, document: ConfigDocument) =>
      client.upsertEntity(
        { partitionKey: "active", rowKey: "pointer", version, hash: await documentHash(document), activatedAt: "" },
        "Replace",
      );
    return { ...world, client, table, pointTo };
  }

  it("loads what was seeded", async () => {
    const { config, classOf999 } = await loaded();
    expect(config()).toMatchObject({ version: 1, source: "live" });
    expect(classOf999()).toBe("ordinary");
  });

  it("keeps the last good version while the new one's rows are missing, and swaps when they are there", async () => {
    const { clock, keeper, config, classOf999, table, pointTo } = await loaded();
    await pointTo(2, withGb999As("special"));
    clock.nowMs = staleAfterMs;
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 1, source: "stale" });
    expect(classOf999()).toBe("ordinary");
    await table.writeVersion(2, withGb999As("special"));
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 2, source: "live" });
    expect(classOf999()).toBe("special");
  });

  it("keeps the last good version while the new one is damaged", async () => {
    const { client, keeper, config, classOf999, table, pointTo } = await loaded();
    await table.writeVersion(2, withGb999As("special"));
    await removeCopy(client, 2);
    await client.updateEntity({ partitionKey: "version-2", rowKey: "number|*|GB|999", services: "[" }, "Merge");
    await pointTo(2, withGb999As("special"));
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 1 });
    expect(classOf999()).toBe("ordinary");
  });

  it("keeps the last good version when the pointer vanishes, and counts it as an outage", async () => {
    const { client, clock, keeper, config, classOf999, log } = await loaded();
    await client.deleteEntity("active", "pointer");
    clock.nowMs = staleAfterMs;
    await keeper.refresh();
    expect(config()).toMatchObject({ version: 1, source: "stale" });
    expect(classOf999()).toBe("ordinary");
    expect(log.lines.at(-1)).toMatchObject({ level: "warn", details: { error: expect.stringContaining("pointer") } });
  });
});
