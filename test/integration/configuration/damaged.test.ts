import { expect, it } from "vitest";
import { headerRowKey } from "../../../shared/config/store/version-header.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { startAppWithHub } from "../../support/app/app-with-hub.ts";
import { startConfiguredTables } from "../../support/stores/configured-tables.ts";

async function startApp() {
  const tables = await startConfiguredTables();
  const { ask, post } = await startAppWithHub(tables);
  return { table: tableClient(tables, "EmergencyConfig"), ask, post };
}

const addCustomer = (baseVersion: number, name: string) => ({
  baseVersion,
  reason: "CHG1",
  operations: [{ op: "put", kind: "tenant", item: { name } }],
});

it("a header that cannot be read does not stop listing, changing and restoring", async () => {
  const { table, ask, post } = await startApp();
  await table.updateEntity({ partitionKey: "versions", rowKey: headerRowKey(1), summary: "{bad" }, "Merge");
  expect((await ask("/config/versions")).body.versions).toMatchObject([
    { version: 1, reason: expect.stringContaining("cannot be read") },
  ]);
  expect(await ask("/config/lookup-tables")).toMatchObject({ status: 200 });
  expect(await post("/config/changes", addCustomer(1, "new"))).toMatchObject({ status: 201, body: { version: 2 } });
  expect(await post("/config/versions/1/restore", { reason: "CHG2" })).toMatchObject({ status: 201 });
});

it("a pointer that names no version is answered with what to do, and that brings the configuration back", async () => {
  const { table, ask, post } = await startApp();
  expect(await post("/config/changes", addCustomer(1, "new"))).toMatchObject({ status: 201 });
  await table.updateEntity({ partitionKey: "active", rowKey: "pointer", version: "two" }, "Merge");
  for (const path of ["/config", "/config/versions", "/config/lookup-tables", "/config/export"])
    expect(await ask(path)).toMatchObject({
      status: 500,
      body: { detail: expect.stringContaining("as the row of that version under versions has them") },
    });
  expect(await post("/call-setup", { calledParty: "+44999" })).toMatchObject({
    status: 200,
    body: { class: "emergency" },
  });
  const { version, hash, activatedAt } = await table.getEntity("versions", headerRowKey(2));
  await table.updateEntity({ partitionKey: "active", rowKey: "pointer", version, hash, activatedAt }, "Replace");
  expect(await ask("/config")).toMatchObject({ status: 200, body: { version: 2, tenants: [{ name: "new" }] } });
  expect(await post("/config/changes", addCustomer(2, "newer"))).toMatchObject({ status: 201, body: { version: 3 } });
});
