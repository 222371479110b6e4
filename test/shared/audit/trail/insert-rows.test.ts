import { describe, expect, it } from "vitest";
import { insertRows } from "../../../../shared/audit/trail/insert-rows.ts";
import { rowsOf } from "../../../../shared/audit/trail/trail-row.ts";
import { tableClient } from "../../../../shared/tables/table-client.ts";
import { lies } from "../../../support/stores/lies.ts";
import { startProxy, type TablesRequest } from "../../../support/stores/start-proxy.ts";
import { newTableName, useTables } from "../../../support/stores/use-tables.ts";
import { chainOfCalls } from "../../../support/trail/trail.ts";

const { running } = useTables();

/** One row that is in a table, and that table through a proxy. */
async function setUp() {
  const proxy = await startProxy(running());
  const client = tableClient(proxy, newTableName());
  await client.createTable();
  const [event] = chainOfCalls(1, "2026-11-28T12:00:00.000Z");
  if (event === undefined) throw new Error("there is no event");
  const { trail } = rowsOf({ event, text: JSON.stringify(event), value: event });
  expect(await insertRows(client, [trail])).toEqual([{ kind: "stored" }]);
  const lie = lies["a redirect elsewhere"];
  if (lie === undefined) throw new Error("there is no such lie");
  const misread = (about: (request: TablesRequest) => boolean) =>
    proxy.inject({
      kind: "lying",
      lie,
      about: (request) => request.method === "GET" && about(request),
      carriedOut: true,
    });
  return { client, trail, misread };
}

describe("a row that is there already, by an earlier try", () => {
  it("is stored", async () => {
    const { client, trail } = await setUp();
    expect(await insertRows(client, [trail])).toEqual([{ kind: "stored" }]);
  });

  it("is left for later, and never given up, while no row can be read", async () => {
    const { client, trail, misread } = await setUp();
    await misread(() => true);
    expect(await insertRows(client, [trail])).toMatchObject([{ kind: "open", isAlone: false }]);
  });

  it("is stored when the fault ends before another row is tried", async () => {
    const { client, trail, misread } = await setUp();
    let reads = 0;
    await misread(() => ++reads === 1);
    expect(await insertRows(client, [trail])).toEqual([{ kind: "stored" }]);
  });

  it("is told apart where others can be read, and it cannot", async () => {
    const { client, trail, misread } = await setUp();
    await misread(({ path }) => path.includes(trail.rowKey));
    expect(await insertRows(client, [trail])).toMatchObject([{ kind: "open", isAlone: true }]);
  });
});
