import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { documentSchema } from "../../shared/config/document.ts";
import { documentHash } from "../../shared/config/document-hash.ts";
import { configTable } from "../../shared/config/store/config-table.ts";
import { lookupTables } from "../../shared/config/store/lookup/lookup-tables.ts";
import { storeVersion } from "../../shared/config/store/store-version.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import type { Tables } from "../../tools/local/tables/start-tables.ts";
import { startAppWithHub } from "../support/app/app-with-hub.ts";
import { eventually } from "../support/eventually.ts";
import { startConfiguredTables } from "../support/stores/configured-tables.ts";
import { damages } from "../support/stores/damage-lookup-table.ts";
import { storeError } from "../support/stores/lies.ts";
import { startProxy, type TablesProxy } from "../support/stores/start-proxy.ts";

const imported = { author: "ada", reason: "CHG1", importedAt: "2026-11-28T12:00:00.000Z" };
const rows = Array.from({ length: 12 }, (_, i) => ({ key: String(10_000 + i), value: `01${i}` }));
const kinds = Object.keys(damages);

/** Every customer has its own table; GB has one conversion for everybody else. */
const configurationOf = (names: readonly string[]) =>
  documentSchema.parse({
    tenants: names.map((name) => ({ name, defaultTerritory: "GB" })),
    territories: [{ code: "GB", callingCode: "44", routeSet: "emergency", conversion: "short-code" }],
    numbers: [
      { territory: "GB", shortCode: "999", class: "emergency" },
      ...names.map((tenant) => ({
        tenant,
        territory: "GB",
        shortCode: "999",
        class: "emergency",
        conversion: tenant,
      })),
    ],
    conversions: [
      { name: "short-code", steps: [{ do: "strip-calling-code" }], examples: [{ in: "+44999", out: "999" }] },
      ...names.map((table) => ({
        name: table,
        steps: [{ do: "lookup", table, key: "locationKey", otherwise: "112" }],
        examples: [{ in: "+44999", locationKey: "10001", out: "011" }],
      })),
    ],
    routeSets: [
      { name: "emergency", routes: [{ name: "a", host: "a.example" }] },
      { name: "contingency", routes: [{ name: "contingency", host: "c.example" }] },
    ],
    lookupTables: names.map((name) => ({ name, keys: "locationKey", version: 1 })),
    defaults: { contingencyRouteSet: "contingency", conversion: "short-code" },
  });

/** The app on a configuration with a lookup table of each name. `spoil` does its harm before the app starts. */
async function startAppOn(
  names: readonly string[],
  spoil: (tables: Tables) => Promise<Pick<Tables, "connectionString">>,
) {
  const tables = await startConfiguredTables();
  const lookups = lookupTables(tableClient(tables, "LookupTables"));
  for (const name of names) await lookups.write(name, rows, imported);
  const configuration = configurationOf(names);
  const table = configTable(tableClient(tables, "EmergencyConfig"));
  const version = { document: configuration, hash: await documentHash(configuration), base: await table.readPointer() };
  const told = { author: "test", reason: "test", restoredFrom: null, breakGlass: null, proposal: null, summary: {} };
  await storeVersion({ ...version, ...told }, { table, now: Date.now, newId: randomUUID });
  const client = await startAppWithHub(await spoil(tables));
  const callOf = (tenant: string) =>
    client.app.call({ tenant, calledParty: "999", territory: "GB", locationKey: "10001" });
  return { ...client, callOf, lookups };
}

/** With a table for each kind of damage, all of them damaged, and one that is whole. */
const startDamagedApp = () =>
  startAppOn([...kinds, "whole"], async (tables) => {
    const client = tableClient(tables, "LookupTables");
    for (const [name, { damage }] of Object.entries(damages)) await damage(client, name, 1);
    return tables;
  });

afterEach(() => vi.restoreAllMocks());

describe("one customer's damaged lookup table", () => {
  it("stays that customer's, whatever the damage, until its rows are imported again and named", async () => {
    const { app, ask, post, change, callOf, lookups } = await startDamagedApp();

    const ready = await ask("/health/ready");
    expect(ready).toMatchObject({ status: 200, body: { config: { version: 2, source: "live" } } });
    const named: readonly { name: string; version: number; why: string }[] = ready.body.config.damagedLookupTables;
    expect(named.map(({ name }) => name).sort()).toEqual([...kinds].sort());
    for (const { name, why } of named) expect(why).toMatch(damages[name]?.why ?? /^$/);
    const logged = app.logged().filter(({ level, message }) => level === "error" && message.includes("lookup table"));
    expect(logged).toHaveLength(kinds.length);

    expect(await app.call({ calledParty: "+44999", ingress: "default" })).toMatchObject({
      conversion: { name: "short-code" },
      routes: [{ name: "a" }, { name: "contingency" }],
      config: { version: 2, source: "live" },
    });
    expect(await callOf("whole")).toMatchObject({
      conversion: { calledParty: "011" },
      routes: [{ name: "a" }, { name: "contingency" }],
    });
    for (const name of kinds) {
      const decision = await callOf(name);
      expect(decision).toMatchObject({ class: "emergency", routes: [{ name: "contingency" }] });
      expect(decision.flags).toEqual(
        expect.arrayContaining(["conversion-failed", "lookup-table-damaged", "contingency-route"]),
      );
    }

    const note = { op: "put", kind: "tenant", item: { name: "fabrikam", defaultTerritory: "GB" } };
    const beside = await change(2, note);
    expect(beside).toMatchObject({ status: 201, body: { version: 3 } });
    const warnings: readonly { path: string; message: string }[] = beside.body.warnings;
    expect(warnings.filter(({ path }) => path.startsWith("lookup-table "))).toHaveLength(kinds.length);

    const item = { name: "row-edited", keys: "territory", version: 1 };
    expect(await change(3, { op: "put", kind: "lookup-table", item })).toMatchObject({
      status: 422,
      body: { errors: expect.arrayContaining([{ path: "operations[0].item.version", message: expect.anything() }]) },
    });
    const conversion = { name: "row-edited", steps: [{ do: "lookup", table: "row-edited", key: "locationKey" }] };
    const examples = [{ in: "+44999", locationKey: "10002", out: "012" }];
    expect(await change(3, { op: "put", kind: "conversion", item: { ...conversion, examples } })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "operations[0].item.steps[0].table" }] },
    });

    const { version } = await lookups.write("row-edited", rows, imported);
    const repaired = { name: "row-edited", keys: "locationKey", version };
    expect(await change(3, { op: "put", kind: "lookup-table", item: repaired })).toMatchObject({ status: 201 });
    expect(await callOf("row-edited")).toMatchObject({
      conversion: { calledParty: "011" },
      routes: [{ name: "a" }, { name: "contingency" }],
    });
    const { body } = await ask("/health/ready");
    expect(body.config.damagedLookupTables).toHaveLength(kinds.length - 1);

    const restored = await post("/config/versions/2/restore", { reason: "back" });
    expect(restored).toMatchObject({ status: 201, body: { warnings: expect.any(Array) } });
  });
});

describe("one lookup table that the store does not give", () => {
  /** Nothing of one partition is answered as Table Storage does. */
  const ill = (partition: string) =>
    ({
      kind: "lying",
      lie: () => storeError(403, "AuthorizationFailure"),
      about: ({ path }: { readonly path: string }) => decodeURIComponent(path).includes(partition),
      carriedOut: false,
    }) as const;

  it("costs its conversions alone, is no reason not to be ready, and is used once it can be read", async () => {
    let proxy: TablesProxy | undefined;
    const { app, ask, callOf } = await startAppOn(["ill", "whole"], async (tables) => {
      proxy = await startProxy(tables);
      await proxy.inject(ill("ill@1"));
      return proxy;
    });
    expect(proxy?.lies()).toBeGreaterThan(0);
    expect(await ask("/health/ready")).toMatchObject({
      status: 200,
      body: {
        config: { version: 2, source: "live", damagedLookupTables: [{ name: "ill", why: "could not be read" }] },
      },
    });
    expect(await callOf("whole")).toMatchObject({
      conversion: { calledParty: "011" },
      routes: [{ name: "a" }, { name: "contingency" }],
    });
    const { class: decided, flags } = await callOf("ill");
    expect(decided).toBe("emergency");
    expect(flags).toEqual(expect.arrayContaining(["conversion-failed", "lookup-table-damaged", "contingency-route"]));
    expect(await app.call({ calledParty: "+44999", ingress: "default" })).toMatchObject({
      routes: [{ name: "a" }, { name: "contingency" }],
    });

    await proxy?.inject({ kind: "none" });
    await eventually(
      async () =>
        expect(await callOf("ill")).toMatchObject({
          conversion: { calledParty: "011" },
          routes: [{ name: "a" }, { name: "contingency" }],
        }),
      500,
    );
  });

  it("is no fault of the change that names it: 503, and nothing is stored", async () => {
    let proxy: TablesProxy | undefined;
    const { ask, change, lookups } = await startAppOn(["whole"], async (tables) => {
      proxy = await startProxy(tables);
      return proxy;
    });
    await lookups.write("late", rows, imported);
    await proxy?.inject(ill("late@1"));
    const naming = { op: "put", kind: "lookup-table", item: { name: "late", keys: "locationKey", version: 1 } };
    expect(await change(2, naming)).toMatchObject({ status: 503 });
    expect(proxy?.lies()).toBeGreaterThan(0);
    expect(await ask("/config")).toMatchObject({ body: { version: 2 } });
    await proxy?.inject({ kind: "none" });
    expect(await change(2, naming)).toMatchObject({ status: 201, body: { version: 3 } });
  });
});
