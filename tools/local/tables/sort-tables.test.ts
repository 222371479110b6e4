import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MetadataStore, Row } from "azurite/dist/src/table/persistence/LokiTableMetadataStore.js";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { sortTables } from "./sort-tables.ts";

type StoreModule = typeof import("azurite/dist/src/table/persistence/LokiTableMetadataStore.js");
const { default: Store }: StoreModule = createRequire(import.meta.url)(
  "azurite/dist/src/table/persistence/LokiTableMetadataStore.js",
);

const context = { contextID: "1" };
const table = { account: "devstoreaccount1", table: "Numbers" };
const place = [table.table, table.account] as const;

/** A store of Azurite's with one empty table, as it is or sorted; in memory, or in a file. */
async function makeStore(isSorted: boolean, file?: string): Promise<MetadataStore> {
  const store = new Store(file ?? "", file === undefined);
  if (isSorted) sortTables(store);
  await store.init();
  await store.createTable(context, { ...table });
  return store;
}

/** What is done to a store; the entities are made anew for each, because a store keeps and changes them. */
type Step = { readonly name: string; readonly run: (store: MetadataStore) => Promise<unknown> };

type Write = { readonly kind: "insert" | "replace" | "merge" | "delete"; readonly key: Key; readonly value: number };
type Key = readonly [partition: string, row: string];

// Some look like numbers, which LokiJS compares as such.
const key = fc.tuple(
  fc.constantFrom("", "a", "b", "B", "0-a", "é", "9", "10", "1e1", "1a"),
  fc.constantFrom("", "a", "a~", "b", "0-b", "\ud83d\ude91"),
);
const write: fc.Arbitrary<Write> = fc.record({
  kind: fc.constantFrom("insert", "insert", "replace", "merge", "delete"),
  key,
  value: fc.nat(3),
});

const text = fc.constantFrom("", "9", "10", "a", "a~", "b", "B", "0-a", "0-b", "c", "é").map((value) => `'${value}'`);
const operator = fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le");
const comparison = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom("PartitionKey", "RowKey"), operator, text).map((parts) => parts.join(" ")),
  },
  fc.tuple(text, operator, fc.constantFrom("PartitionKey", "RowKey")).map((parts) => parts.join(" ")),
  fc.tuple(fc.constantFrom("value", "RowKey"), operator, fc.nat(3)).map((parts) => parts.join(" ")),
);
const range = fc
  .tuple(operator, text, operator, text)
  .map(([first, partition, second, row]) => `PartitionKey ${first} ${partition} and RowKey ${second} ${row}`);
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small" },
    { weight: 3, arbitrary: range },
    comparison,
    fc.tuple(tie("filter"), fc.constantFrom("and", "and", "or"), tie("filter")).map((parts) => parts.join(" ")),
    tie("filter").map((inner) => `(${inner})`),
    tie("filter").map((inner) => `not (${inner})`),
    fc.constantFrom("true", "false", "", "PartitionKey", "PartitionKey eq", "1 eq 1"),
  ),
}));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: write.map((each) => stepOf(JSON.stringify(each), (store) => writeTo(store, each, ""))) },
  fc
    .tuple(fc.array(write, { maxLength: 4 }), fc.boolean())
    .map(([writes, succeeds]) =>
      stepOf(`transaction ${succeeds} ${JSON.stringify(writes)}`, (store) => runTransaction(store, writes, succeeds)),
    ),
  key.map(([partition, row]) =>
    stepOf(`get ${partition} ${row}`, (store) =>
      store.queryTableEntitiesWithPartitionAndRowKey(context, ...place, partition, row).then(shown),
    ),
  ),
  {
    weight: 3,
    arbitrary: fc
      .tuple(filter, fc.integer({ min: 1, max: 4 }))
      .map(([each, top]) => stepOf(`query ${top} ${each}`, (store) => queryAll(store, each, top))),
  },
);

const stepOf = (name: string, run: Step["run"]): Step => ({ name, run });

function writeTo(
  store: MetadataStore,
  { kind, key: [PartitionKey, RowKey], value }: Write,
  batch: string,
): Promise<unknown> {
  const entity = { PartitionKey, RowKey, properties: { value }, lastModifiedTime: "2026-11-22", eTag: String(value) };
  if (kind === "insert") return store.insertTableEntity(context, ...place, entity, batch);
  if (kind === "replace") return store.insertOrUpdateTableEntity(context, ...place, entity, undefined, batch);
  if (kind === "merge") return store.insertOrMergeTableEntity(context, ...place, entity, undefined, batch);
  return store.deleteTableEntity(context, ...place, PartitionKey, RowKey, "*", batch);
}

async function runTransaction(store: MetadataStore, writes: readonly Write[], succeeds: boolean): Promise<unknown> {
  await store.beginBatchTransaction("batch-1");
  const outcomes: unknown[] = [];
  for (const each of writes) outcomes.push(await outcomeOf(writeTo(store, each, "batch-1")));
  outcomes.push(await outcomeOf(store.endBatchTransaction(table.account, table.table, "batch-1", context, succeeds)));
  return outcomes;
}

/** All pages of a query, each with what it says of the next. */
async function queryAll(store: MetadataStore, each: string, top: number): Promise<unknown> {
  const pages: unknown[] = [];
  let next: [string | undefined, string | undefined] = [undefined, undefined];
  do {
    const [rows, partition, row] = await store.queryTableEntities(
      context,
      table.account,
      table.table,
      { filter: each, top },
      ...next,
    );
    pages.push([rows.map(shown), partition, row]);
    next = [partition, row];
  } while (next[0] !== undefined);
  return pages;
}

/** A row without what is LokiJS's own: the times of its changes. */
const shown = (row: Row | null): unknown => row && { ...row, meta: undefined };

const outcomeOf = (done: Promise<unknown>): Promise<unknown> =>
  done.then(
    (result) =>
      JSON.parse(JSON.stringify({ result: result ?? null }, (name, value) => (name === "meta" ? undefined : value))),
    (error: Error) => ({ error: error.message }),
  );

it("sorted tables do and find what Azurite's own do and find", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(key, { maxLength: 30 }), fc.array(step, { maxLength: 60 }), async (keys, steps) => {
      const [plain, sorted] = await Promise.all([makeStore(false), makeStore(true)]);
      for (const each of keys)
        for (const store of [plain, sorted]) await writeTo(store, { kind: "replace", key: each, value: 2 }, "");
      for (const { run } of steps) expect(await outcomeOf(run(sorted))).toEqual(await outcomeOf(run(plain)));
    }),
    { numRuns: 400 },
  );
});

it("sorted tables are sorted again when they are read from a file", async () => {
  const directory = await mkdtemp(join(tmpdir(), "sort-tables-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const first = await makeStore(false, join(directory, "tables.json"));
  for (const row of ["b", "a", "c"]) await writeTo(first, { kind: "insert", key: ["p", row], value: 1 }, "");
  await first.close();
  const second = new Store(join(directory, "tables.json"), false);
  sortTables(second);
  await second.init();
  await writeTo(second, { kind: "delete", key: ["p", "b"], value: 0 }, "");
  const [rows] = await second.queryTableEntities(context, table.account, table.table, {}, undefined, undefined);
  expect(rows.map(({ RowKey }) => RowKey)).toEqual(["a", "c"]);
  await second.close();
});
