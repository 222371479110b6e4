import { expect, it } from "vitest";
import { deleteRows, deleteWhatGoes } from "../../../shared/tables/delete-rows.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { writeRows } from "../../../shared/tables/write-rows.ts";
import { storeError, type WireAnswer } from "../../support/stores/lies.ts";
import { startProxy } from "../../support/stores/start-proxy.ts";
import { useTables } from "../../support/stores/use-tables.ts";
import { allRows } from "../../support/trail/trail.ts";

const tables = useTables();
const rowKeys = Array.from({ length: 40 }, (_, index) => `r${String(index).padStart(2, "0")}`);
const rows = rowKeys.map((rowKey) => ({ partitionKey: "p", rowKey, value: rowKey }));
const writing = { call: "write rows", deadlineMs: 5_000, rows };
const ill = ["r03", "r17"];

const answers: Readonly<Record<string, WireAnswer>> = {
  "a page, 500": { status: 500, headers: { "content-type": "text/html" }, body: "<html></html>" },
  "the code InvalidInput": storeError(400, "InvalidInput"),
};

/** A table that answers whatever is about one of these rows, or about any, so and does not do it. */
async function tableRefusing(answer: WireAnswer, refused: readonly string[] | "all") {
  const own = await tables.fresh();
  const proxy = await startProxy(tables.running());
  await proxy.inject({
    kind: "lying",
    lie: () => answer,
    about: ({ method, path, body }) =>
      method !== "GET" && (refused === "all" || refused.some((rowKey) => `${path} ${body}`.includes(rowKey))),
    carriedOut: false,
  });
  return { own, refusing: tableClient(proxy, own.tableName) };
}

const keysIn = async (client: Parameters<typeof allRows>[0]) => (await allRows(client)).map(({ rowKey }) => rowKey);

it.each(Object.entries(answers))(
  "rows that are answered with %s are named, and all others are written",
  async (_, answer) => {
    const { own, refusing } = await tableRefusing(answer, ill);
    await expect(writeRows(refusing, writing)).rejects.toMatchObject({
      name: "RefusedRowsError",
      rows: ill.map((rowKey) => ({ rowKey, why: expect.any(String) })),
    });
    expect(await keysIn(own)).toEqual(rowKeys.filter((rowKey) => !ill.includes(rowKey)));
  },
);

it("when the store takes nothing at all, no row is to blame", async () => {
  const { refusing } = await tableRefusing({ status: 500, headers: {}, body: "" }, "all");
  await expect(writeRows(refusing, writing)).rejects.toMatchObject({ name: "DependencyError", call: "write rows" });
});

it.each(Object.entries(answers))(
  "rows that are not deleted, answered with %s, keep none of the others",
  async (_, answer) => {
    const { own, refusing } = await tableRefusing(answer, ill);
    await writeRows(own, writing);
    expect((await deleteWhatGoes(refusing, "p", rowKeys)).map(({ rowKey }) => rowKey)).toEqual(ill);
    expect(await keysIn(own)).toEqual(ill);
    await expect(deleteRows(refusing, "p", ill)).rejects.toMatchObject({ name: "DependencyError" });
  },
);

it("rows that are gone already are no fault", async () => {
  const own = await tables.fresh();
  await writeRows(own, { ...writing, rows: rows.slice(0, 5) });
  expect(await deleteWhatGoes(own, "p", rowKeys)).toEqual([]);
  expect(await keysIn(own)).toEqual([]);
});
