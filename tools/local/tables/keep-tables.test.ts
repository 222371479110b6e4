import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MetadataStore, Row } from "azurite/dist/src/table/persistence/LokiTableMetadataStore.js";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { keepTables } from "./keep-tables.ts";
import { sortTables } from "./sort-tables.ts";

type StoreModule = typeof import("azurite/dist/src/table/persistence/LokiTableMetadataStore.js");
const { default: Store }: StoreModule = createRequire(import.meta.url)(
  "azurite/dist/src/table/persistence/LokiTableMetadataStore.js",
);

const context = { contextID: "1" };
const account = "devstoreaccount1";
const root = mkdtempSync(join(tmpdir(), "keep-tables-"));

afterAll(() => rmSync(root, { recursive: true }));

/** A store as the local tables make it. */
async function openStore(directory: string, onFailure: (error: unknown) => void = () => {}): Promise<MetadataStore> {
  const store = new Store(join(directory, "tables.json"), false);
  sortTables(store);
  keepTables(store, join(directory, "tables.journal"), onFailure);
  await store.init();
  return store;
}

/** What a start finds where a process was killed that had this directory. */
async function contentAfterKill(directory: string): Promise<unknown> {
  const left = await mkdtemp(join(root, "left-"));
  cpSync(directory, left, { recursive: true });
  const store = await openStore(left);
  return contentOf(store);
}

const tableNames = ["Numbers", "Routes"];

async function contentOf(store: MetadataStore): Promise<unknown> {
  const tables = tableNames.map(async (name) => {
    const rows = await store.queryTableEntities(context, account, name, {}, undefined, undefined).catch(() => null);
    return [name, rows === null ? null : rows[0].map(plain)];
  });
  return Promise.all(tables);
}

const plain = (row: Row): unknown => {
  const { $loki, meta, ...rest } = row as Row & { readonly $loki?: unknown; readonly meta?: unknown };
  return JSON.parse(JSON.stringify(rest));
};

const key = fc.constantFrom("a", "b", "é\u2028", "9");
type Write = {
  readonly kind: "insert" | "replace" | "merge" | "delete";
  readonly partition: string;
  readonly row: string;
  readonly value: number;
};
const write: fc.Arbitrary<Write> = fc.record({
  kind: fc.constantFrom("insert", "replace", "merge", "delete"),
  partition: key,
  row: key,
  value: fc.nat(9),
});

type Step =
  | { readonly kind: "write"; readonly table: string; readonly write: Write }
  | {
      readonly kind: "transaction";
      readonly table: string;
      readonly writes: readonly Write[];
      readonly succeeds: boolean;
    }
  | { readonly kind: "create"; readonly table: string }
  | { readonly kind: "drop"; readonly table: string };

const table = fc.constantFrom(...tableNames);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("write" as const), table, write }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("transaction" as const),
      table,
      writes: fc.array(write, { maxLength: 4 }),
      succeeds: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("create" as const), table }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("drop" as const), table }) },
);

let marks = 0;

async function carryOut(store: MetadataStore, name: string, { kind, partition, row, value }: Write, batchId: string) {
  marks += 1;
  const entity = {
    PartitionKey: partition,
    RowKey: row,
    properties: { value },
    lastModifiedTime: `T${marks}`,
    eTag: `E${marks}`,
  };
  if (kind === "insert") return store.insertTableEntity(context, name, account, entity, batchId);
  if (kind === "replace") return store.insertOrUpdateTableEntity(context, name, account, entity, undefined, batchId);
  if (kind === "merge") return store.insertOrMergeTableEntity(context, name, account, entity, undefined, batchId);
  return store.deleteTableEntity(context, name, account, partition, row, "*", batchId);
}

async function take(store: MetadataStore, step: Step): Promise<void> {
  const { table: name } = step;
  if (step.kind === "create") return store.createTable(context, { account, table: name });
  if (step.kind === "drop") return store.deleteTable(context, name, account);
  if (step.kind === "write") return void (await carryOut(store, name, step.write, ""));
  await store.beginBatchTransaction("batch");
  for (const each of step.writes) await carryOut(store, name, each, "batch").catch(() => undefined);
  await store.endBatchTransaction(account, name, "batch", context, step.succeeds);
}

describe("kept tables", () => {
  it("are after a kill at any moment what they were, whatever was done to them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), fc.nat(11), async (steps, restartAfter) => {
        const directory = await mkdtemp(join(root, "store-"));
        let store = await openStore(directory);
        await store.createTable(context, { account, table: "Numbers" });
        for (const [index, each] of steps.entries()) {
          await take(store, each).catch(() => undefined);
          expect(await contentAfterKill(directory)).toEqual(await contentOf(store));
          if (index !== restartAfter) continue;
          await store.close();
          store = await openStore(directory);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("have all of a transaction or nothing of it", async () => {
    const directory = await mkdtemp(join(root, "store-"));
    const store = await openStore(directory);
    await store.createTable(context, { account, table: "Numbers" });
    await store.beginBatchTransaction("batch");
    const rows: readonly Write[] = ["a", "b"].map((row) => ({ kind: "insert", partition: "a", row, value: 1 }));
    for (const each of rows) await carryOut(store, "Numbers", each, "batch");
    expect(await contentAfterKill(directory)).toEqual([
      ["Numbers", []],
      ["Routes", null],
    ]);
    await store.endBatchTransaction(account, "Numbers", "batch", context, true);
    expect(await contentAfterKill(directory)).toEqual(await contentOf(store));
  });

  it("ignore a torn change, which was never answered", async () => {
    const directory = await mkdtemp(join(root, "store-"));
    const store = await openStore(directory);
    await store.createTable(context, { account, table: "Numbers" });
    await appendFile(join(directory, "tables.journal"), '0a1b2c3d [{"do":"put","collec');
    expect(await contentAfterKill(directory)).toEqual(await contentOf(store));
  });

  it("do not start on a journal that is damaged, and say where", async () => {
    const directory = await mkdtemp(join(root, "store-"));
    const store = await openStore(directory);
    await store.createTable(context, { account, table: "Numbers" });
    const path = join(directory, "tables.journal");
    await writeFile(path, (await readFile(path, "utf8")).replace("Numbers", "numbers"));
    await expect(contentAfterKill(directory)).rejects.toThrow(/tables\.journal is damaged at byte \d+: restore/);
  });

  it("report a change that cannot be written, and its request fails", async () => {
    const directory = await mkdtemp(join(root, "store-"));
    const failures: unknown[] = [];
    const store = await openStore(directory, (error) => failures.push(error));
    await store.createTable(context, { account, table: "Numbers" });
    await store.close();
    const insert: Write = { kind: "insert", partition: "a", row: "b", value: 1 };
    await expect(carryOut(store, "Numbers", insert, "")).rejects.toThrow("EBADF");
    expect(failures).toHaveLength(1);
    await rm(directory, { recursive: true });
  });
});
