import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { odata } from "@azure/data-tables";
import { describe, expect, it, onTestFinished } from "vitest";
import { type PageQuery, readFirstPage, readPages } from "../../../shared/tables/read-pages.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { storeHeaders } from "../../support/stores/lies.ts";
import { scriptedTable } from "../../support/stores/scripted-tables.ts";
import { newTableName, useTables } from "../../support/stores/use-tables.ts";

const tables = useTables();

const query: PageQuery = {
  call: "read a table",
  filter: odata`PartitionKey eq ${"p"}`,
  pageSize: 2,
  deadlineMs: 10_000,
};

async function tableOf(count: number) {
  const client = await tables.fresh();
  for (let row = 0; row < count; row++)
    await client.createEntity({ partitionKey: "p", rowKey: String(row), value: row, other: "x" });
  return client;
}

async function rowKeysByPage(pages: ReturnType<typeof readPages>): Promise<(readonly (string | undefined)[])[]> {
  const read = [];
  for await (const page of pages) read.push(page.map(({ rowKey }) => rowKey));
  return read;
}

describe("reading a table page by page", () => {
  it.each([
    [0, [[]]],
    [1, [["0"]]],
    [2, [["0", "1"]]],
    [5, [["0", "1"], ["2", "3"], ["4"]]],
  ])("gives all of %i rows in order", async (count, expected) => {
    const client = await tableOf(count);
    const found = (await rowKeysByPage(readPages(client, query))).filter((page) => page.length > 0);
    expect(found).toEqual(expected.filter((page) => page.length > 0));
    expect(await rowKeysByPage(readPages(client, { ...query, ahead: true }))).toEqual(
      await rowKeysByPage(readPages(client, query)),
    );
  });

  it("gives the first page alone to who wants no more", async () => {
    expect((await readFirstPage(await tableOf(3), query)).map(({ rowKey }) => rowKey)).toEqual(["0", "1"]);
  });

  it("gives the columns that are named", async () => {
    const [row] = await readFirstPage(await tableOf(1), { ...query, select: ["rowKey", "value"] });
    expect(row).toMatchObject({ rowKey: "0", value: 0 });
    expect(row).not.toHaveProperty("other");
  });

  it("is a dependency error with the status 404 where there is no table", async () => {
    const client = tableClient(tables.running(), newTableName());
    const error: unknown = await readFirstPage(client, query).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "DependencyError", call: "read a table", retryable: false });
    expect(error).toMatchObject({ cause: { status: 404, code: "TableNotFound", meaning: "failing" } });
  });
});

describe("a store that answers the first page only", () => {
  it.each([false, true])("has the request for the second ended at its deadline; asked ahead: %s", async (ahead) => {
    const second: Promise<unknown>[] = [];
    const client = await clientOf((request, response) => {
      if (request.url?.includes("NextRowKey")) return void second.push(once(response, "close"));
      for (const [name, value] of Object.entries(storeHeaders)) response.setHeader(name, value);
      response.setHeader("x-ms-continuation-NextPartitionKey", "p");
      response.setHeader("x-ms-continuation-NextRowKey", "1");
      response.end(JSON.stringify({ "odata.metadata": "m", value: [{ PartitionKey: "p", RowKey: "0" }] }));
    });
    const pages = readPages(client, { ...query, deadlineMs: 1_000, ahead });
    expect((await pages.next()).value?.map(({ rowKey }) => rowKey)).toEqual(["0"]);
    await expect(pages.next()).rejects.toMatchObject({ retryable: true, cause: { name: "TimeoutError" } });
    expect(second).toHaveLength(1);
    await Promise.all(second);
  });
});

it("is no answer when the same page comes again and again", async () => {
  let asked = 0;
  const client = await scriptedTable(() => {
    asked += 1;
    const next = { "x-ms-continuation-NextPartitionKey": "p", "x-ms-continuation-NextRowKey": "1" };
    return {
      status: 200,
      headers: { ...storeHeaders, ...next },
      body: '{"odata.metadata":"m","value":[{"PartitionKey":"p","RowKey":"0"}]}',
    };
  });
  await expect(rowKeysByPage(readPages(client, query))).rejects.toMatchObject({ name: "DependencyError" });
  expect(asked).toBe(2);
});

/** A client of a store that answers as it is told. It ends with the test. */
async function clientOf(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const { connectionString, port: azurite } = tables.running();
  return tableClient(
    { connectionString: connectionString.replace(`127.0.0.1:${azurite}`, `127.0.0.1:${port}`) },
    "Pages",
  );
}
