import type { TableClient } from "@azure/data-tables";
import { expect, it } from "vitest";
import { readFirstPage } from "../../../shared/tables/read-pages.ts";
import { readRow } from "../../../shared/tables/read-row.ts";
import { meaningOf, tableCall } from "../../../shared/tables/table-call.ts";
import { lies, storeHeaders, type WireAnswer } from "../../support/stores/lies.ts";
import { scriptedTable } from "../../support/stores/scripted-tables.ts";
import { useTables } from "../../support/stores/use-tables.ts";

const tables = useTables();
const query = { call: "read", deadlineMs: 5_000 };
const row = { partitionKey: "p", rowKey: "r", value: 1 };
const etag = 'W/"1"';

const reads: Readonly<Record<string, (client: TableClient) => Promise<unknown>>> = {
  "a row": (client) => readRow(client, query, "p", "r"),
  "a row's keys": (client) => readRow(client, { ...query, select: [] }, "p", "r"),
  rows: (client) => readFirstPage(client, { ...query, filter: "PartitionKey eq 'p'", pageSize: 10 }),
  "columns of rows": (client) =>
    readFirstPage(client, { ...query, filter: "PartitionKey eq 'p'", select: ["rowKey"], pageSize: 10 }),
};

const genuineRow = JSON.stringify({ "odata.metadata": "m", PartitionKey: "p", RowKey: "r", value: 1 });
const genuine: WireAnswer = { status: 200, headers: storeHeaders, body: genuineRow };

const failureOf = (running: Promise<unknown>): Promise<unknown> =>
  running.then(
    (result) => ({ instead: result }),
    (error: unknown) => error,
  );

it.each(Object.entries(reads))(
  "reading %s has no answer, whatever comes in place of Table Storage's",
  async (_, read) => {
    await Promise.all(
      Object.entries(lies).map(async ([name, lie]) => {
        const client = await scriptedTable(() => lie(genuine));
        const error = await failureOf(read(client));
        expect(error, name).toMatchObject({ name: "DependencyError", call: "read" });
        expect([null, "failing"], name).toContain(meaningOf(error));
        expect(String(error), name).not.toContain("sign in");
      }),
    );
  },
);

it("reading a row has no answer where another row comes", async () => {
  const other = JSON.stringify({ "odata.metadata": "m", PartitionKey: "p", RowKey: "other" });
  const client = await scriptedTable(() => ({ ...genuine, body: other }));
  expect(await failureOf(readRow(client, query, "p", "r"))).toMatchObject({ name: "DependencyError" });
});

it("reading a row gives null where the store says that there is none", async () => {
  expect(await readRow(await tables.fresh(), query, "p", "r")).toBeNull();
});

const writes: Readonly<Record<string, (client: TableClient, abortSignal: AbortSignal) => Promise<unknown>>> = {
  "to create a row": (client, abortSignal) => client.createEntity(row, { abortSignal }),
  "to replace a row": (client, abortSignal) => client.updateEntity(row, "Replace", { etag, abortSignal }),
  "to merge into a row": (client, abortSignal) => client.updateEntity(row, "Merge", { abortSignal }),
  "to put a row": (client, abortSignal) => client.upsertEntity(row, "Replace", { abortSignal }),
  "to delete a row": (client, abortSignal) => client.deleteEntity("p", "r", { abortSignal }),
};

const claims: Readonly<Record<string, WireAnswer>> = {
  "a page, 200": { status: 200, headers: { "content-type": "text/html" }, body: "<html>" },
  "nothing, 200": { status: 200, headers: {}, body: "" },
  "nothing, 202": { status: 202, headers: storeHeaders, body: "" },
  "nothing, 204, from somebody else": { status: 204, headers: {}, body: "" },
  "a page, 201": { status: 201, headers: { "content-type": "text/html" }, body: "<html>" },
  "a redirect": { status: 302, headers: { location: "/" }, body: "" },
};

it.each(Object.entries(writes))(
  "asked %s the store has not done it, whatever else comes with a 2xx",
  async (_, write) => {
    await Promise.all(
      Object.entries(claims).map(async ([name, claim]) => {
        const client = await scriptedTable(() => claim);
        const error = await failureOf(tableCall("write", 5_000, (abortSignal) => write(client, abortSignal)));
        expect(error, name).toMatchObject({ name: "DependencyError", retryable: true });
        expect(meaningOf(error), name).toBe("failing");
      }),
    );
  },
);

it("a row is not written where the answer has no ETag", async () => {
  const client = await scriptedTable(() => ({ status: 204, headers: storeHeaders, body: "" }));
  for (const name of ["to create a row", "to replace a row", "to merge into a row", "to put a row"]) {
    const write = writes[name];
    const error = await failureOf(tableCall("write", 5_000, (abortSignal) => write?.(client, abortSignal) as never));
    expect(error, name).toMatchObject({ name: "DependencyError" });
  }
});

it("an answer that is none is asked for again, as after any other failure", async () => {
  let asked = 0;
  const client = await scriptedTable(() => {
    asked += 1;
    return asked === 1 ? { status: 200, headers: {}, body: "" } : genuine;
  });
  expect(await readRow(client, query, "p", "r")).toMatchObject(row);
  expect(asked).toBe(2);
});
