import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { tableClient } from "../../shared/tables/table-client.ts";
import { startTables } from "../../tools/local/tables/start-tables.ts";
import { startAppWithHub } from "../support/app/app-with-hub.ts";
import { eventually } from "../support/eventually.ts";
import { readAuditHub, waitForEvents } from "../support/stores/audit-hub.ts";
import { startConfiguredTables } from "../support/stores/configured-tables.ts";

async function startApp(...given: Parameters<typeof startAppWithHub>) {
  const client = await startAppWithHub(...given);
  const importRows = (query: string, body: string, type = "text/csv") =>
    client.ask(`/config/imports?kind=lookup-table&${query}`, {
      method: "POST",
      headers: { "content-type": type },
      body,
    });
  return { ...client, importRows };
}

const rows = "key,value\nsite-1,+441632960123\nsite-2,999\n";
const putTable = (fields: object) => ({
  op: "put",
  kind: "lookup-table",
  item: { name: "sites", keys: "locationKey", version: 1, ...fields },
});
const bySite = {
  op: "put",
  kind: "conversion",
  item: {
    name: "by-site",
    steps: [{ do: "lookup", table: "sites", key: "locationKey" }],
    examples: [{ in: "+44999", locationKey: "site-1", out: "+441632960123" }],
  },
};

afterEach(() => vi.restoreAllMocks());

describe("an import of a lookup table's rows", () => {
  it("needs a reason, and is an event of the trail that tells who, why and which rows", async () => {
    const { hub, importRows, ask } = await startApp(await startConfiguredTables());
    const refused = await importRows("name=sites&format=csv", rows);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: "reason" }] } });
    expect(await importRows("name=sites&format=csv&reason=%20", rows)).toMatchObject({ status: 400 });
    const { status, headers, body } = await importRows("name=sites&format=csv&reason=CHG0012345+sites", rows);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        name: "sites",
        version: 1,
        rows: 2,
        hash: expect.stringMatching(/^sha256:/),
        author: "local",
        reason: "CHG0012345 sites",
        audit: { status: "published" },
      },
    });
    expect(headers.get("location")).toBe("/api/v1/config/lookup-tables/sites/versions/1");
    const { audit, ...told } = body;
    const events = await waitForEvents(readAuditHub(hub), [audit.eventId]);
    const event = events.find(({ messageId }) => messageId === audit.eventId)?.body;
    expect(event).toMatchObject({
      id: audit.eventId,
      subject: "lookup table sites version 1",
      time: body.importedAt,
      data: { import: told, sender: "local" },
    });
    expect(JSON.stringify(event)).not.toContain("site-1");
    const window = `from=${new Date(Date.now() - 60_000).toISOString()}&to=${new Date(Date.now() + 60_000).toISOString()}`;
    await eventually(async () => {
      const found = await ask(`/audit/events?${window}&type=emergency-lookup.imported.v1`);
      expect(found).toMatchObject({ status: 200, body: { events: [{ id: audit.eventId }] } });
    }, 100);
  });

  it("is recorded later by another instance where the one that made it was killed before the event was safe", async () => {
    const tables = await startConfiguredTables();
    const first = await startApp(tables);
    await first.importRows("name=sites&format=csv&reason=CHG1", rows);
    await first.importRows("name=sites&format=csv&reason=CHG2", rows);
    const [header] = (await first.ask("/config/lookup-tables")).body.tables[0].versions;
    await first.app.stop();
    // As if the second had been made two minutes ago and its event were nowhere.
    const client = tableClient(tables, "LookupTables");
    const importedAt = new Date(Date.now() - 120_000).toISOString();
    const key = { partitionKey: "sites", rowKey: String(1e9 - header.version).padStart(10, "0") };
    const { auditedAt: _, ...row } = await client.getEntity<Record<string, unknown>>(key.partitionKey, key.rowKey);
    await client.updateEntity({ ...row, ...key, importedAt }, "Replace");
    const { hub } = await startApp(tables, { CONFIG_TIDY_SCHEDULE: "* * * * * *" });
    const events = readAuditHub(hub);
    const imports = () => events.map(({ body }) => body).filter(({ type }) => type === "emergency-lookup.imported.v1");
    await eventually(() => expect(imports()).not.toEqual([]), 100);
    const marked = () => client.getEntity<Record<string, unknown>>(key.partitionKey, key.rowKey);
    await eventually(async () => expect((await marked()).auditedAt).toMatch(/Z$/), 100);
    expect(imports()).toMatchObject([{ time: importedAt, data: { import: { version: 2, reason: "CHG2" } } }]);
  });
});

describe("the hash of a lookup table's rows", () => {
  it("is filled in where a change names a version, and covered by the configuration's own", async () => {
    const { importRows, change, ask } = await startApp(await startConfiguredTables());
    const { body: stored } = await importRows("name=sites&format=csv&reason=CHG1", rows);
    const first = await change(1, putTable({}), bySite);
    expect(first).toMatchObject({ status: 201 });
    const { body: active } = await ask("/config");
    expect(active.lookupTables).toEqual([{ name: "sites", keys: "locationKey", version: 1, hash: stored.hash }]);
    const again = await change(2, putTable({}));
    expect(again).toMatchObject({ status: 201, body: { hash: first.body.hash, diff: { changes: [] } } });
    const { body: other } = await importRows("name=sites&format=csv&reason=CHG1", rows.replace("999", "998"));
    const next = await change(3, putTable({ version: 2 }));
    expect(next.body.hash).not.toBe(first.body.hash);
    expect((await ask("/config")).body.lookupTables[0].hash).toBe(other.hash);
    const patch = { op: "patch", kind: "lookup-table", key: { name: "sites" }, item: { version: 1 } };
    expect(await change(4, patch)).toMatchObject({ status: 201, body: { hash: first.body.hash } });
  });

  it("is refused where it is not that of the rows", async () => {
    const { importRows, change } = await startApp(await startConfiguredTables());
    await importRows("name=sites&format=csv&reason=CHG1", rows);
    const hash = `sha256:${"0".repeat(64)}`;
    expect(await change(1, putTable({ hash }), bySite)).toMatchObject({
      status: 422,
      body: { errors: [{ path: "operations[0].item.hash", message: expect.stringContaining(hash) }] },
    });
    expect(await change(1, putTable({ version: 9 }), bySite)).toMatchObject({
      status: 422,
      body: {
        errors: [{ path: "operations[0].item.version", message: "version 9 of the table sites is not stored" }],
      },
    });
  });
});

describe("the stored lookup tables", () => {
  it("are listed with who stored them, why, when, which configurations use them, and which proposals would", async () => {
    const { importRows, change, ask, post } = await startApp(await startConfiguredTables());
    for (const name of ["sites", "sites-2", "a", "sites.b"])
      await importRows(`name=${name}&format=csv&reason=CHG1`, rows);
    await importRows("name=sites&format=csv&reason=CHG2", rows);
    await change(1, putTable({}), bySite);
    await change(2, putTable({ version: 2 }));
    await post("/config/versions/2/restore", { reason: "back" });
    const operations = [
      { op: "put", kind: "lookup-table", item: { name: "sites-2", keys: "locationKey", version: 1 } },
    ];
    const activateAt = new Date(Date.now() + 3_600_000).toISOString();
    const proposed = await post("/config/proposals", { baseVersion: 4, reason: "CHG3", operations, activateAt });
    expect(proposed.body).toMatchObject({ state: "scheduled" });
    const { status, body } = await ask("/config/lookup-tables");
    expect(status).toBe(200);
    const onlyProposed = body.tables.find(({ name }: { name: string }) => name === "sites-2");
    expect(onlyProposed.versions).toMatchObject([{ usedBy: [], proposedBy: [proposed.body.id] }]);
    expect(body.tables.map(({ name }: { name: string }) => name).sort()).toEqual(["a", "sites", "sites-2", "sites.b"]);
    const { versions } = body.tables.find(({ name }: { name: string }) => name === "sites");
    expect(versions).toMatchObject([
      { version: 2, rows: 2, author: "local", reason: "CHG2", usedBy: [3], proposedBy: [] },
      { version: 1, rows: 2, author: "local", reason: "CHG1", usedBy: [4, 2] },
    ]);
    expect(Object.keys(versions[0]).sort()).toEqual([
      "author",
      "hash",
      "importedAt",
      "proposedBy",
      "reason",
      "rows",
      "usedBy",
      "version",
    ]);
  });

  it.each(["json", "csv"])("are given whole as %s that can be imported as it is", async (format) => {
    const { importRows, ask, request } = await startApp(await startConfiguredTables());
    const { body: stored } = await importRows("name=sites&format=csv&reason=CHG1", rows);
    const answer = await request(`/config/lookup-tables/sites/versions/1?format=${format}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("etag")).toBe(`"${stored.hash}"`);
    const file = await answer.text();
    if (format === "csv") expect(file).toBe("key,value\r\nsite-1,'+441632960123\r\nsite-2,999\r\n");
    else
      expect(JSON.parse(file)).toEqual([expect.objectContaining({ key: "site-1" }), { key: "site-2", value: "999" }]);
    const type = format === "csv" ? "text/csv" : "application/json";
    expect(await importRows(`name=copy&format=${format}&reason=CHG1`, file, type)).toMatchObject({
      status: 201,
      body: { hash: stored.hash },
    });
    for (const path of ["sites/versions/2", "none/versions/1", "sites/versions/0", "a%20b/versions/1"])
      expect(await ask(`/config/lookup-tables/${path}`)).toMatchObject({ status: 404 });
  });
});

describe("a backup", () => {
  it("of the export and the tables that it names brings everything back, with the same hash", async () => {
    const { app, importRows, change, request } = await startApp(await startConfiguredTables());
    for (const reason of ["first", "second"]) await importRows(`name=sites&format=csv&reason=${reason}`, rows);
    await importRows("name=spare&format=csv&reason=unused", rows);
    const { body: changed } = await change(1, putTable({ version: 2 }), bySite);
    const document = await (await request("/config/export?format=json")).text();
    const backup: { name: string; version: number; file: string }[] = [];
    for (const { name, version } of JSON.parse(document).lookupTables)
      backup.push({
        name,
        version,
        file: await (await request(`/config/lookup-tables/${name}/versions/${version}`)).text(),
      });
    expect(backup).toHaveLength(1);

    await app.stop();
    const empty = await startTables({ port: 0 });
    onTestFinished(() => empty.stop());
    for (const name of ["AuditOutbox", "LookupTables", "EmergencyConfig", "AuditTrail", "AuditByCall"])
      await tableClient(empty, name).createTable();
    const other = await startApp(empty);
    for (const { name, version, file } of backup) {
      const query = `name=${name}&version=${version}&format=json&reason=backup`;
      expect(await other.importRows(query, file, "application/json")).toMatchObject({ status: 201, body: { version } });
      expect(await other.importRows(query, file, "application/json")).toMatchObject({
        status: 200,
        body: { audit: null },
      });
      const otherRows = '[{"key":"1","value":"2"}]';
      expect(await other.importRows(query, otherRows, "application/json")).toMatchObject({ status: 422 });
    }
    const restored = await other.post("/config/imports?format=json&reason=backup", document);
    expect(restored).toMatchObject({ status: 201, body: { hash: changed.hash } });
    expect(await other.app.call({ calledParty: "+44999" })).toMatchObject({ class: "emergency" });
  });

  it("repairs a damaged version in place, where its rows are those of before", async () => {
    const tables = await startConfiguredTables();
    const { importRows, change, ask } = await startApp(tables);
    await importRows("name=sites&format=csv&reason=first", rows);
    await change(1, putTable({}), bySite);
    await tableClient(tables, "LookupTables").createEntity({ partitionKey: "sites@1", rowKey: "added", value: "1" });
    expect(await ask("/config/lookup-tables/sites/versions/1")).toMatchObject({
      status: 500,
      body: { detail: expect.stringContaining("has more than the 2 rows that were written") },
    });
    expect(await importRows("name=sites&version=1&format=csv&reason=repair", rows)).toMatchObject({ status: 201 });
    expect(await ask("/config/lookup-tables/sites/versions/1")).toMatchObject({ status: 200 });
  });
});
