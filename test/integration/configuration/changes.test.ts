import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { configTable } from "../../../shared/config/store/config-table.ts";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { startTables } from "../../../tools/local/tables/start-tables.ts";
import { startAppWithHub } from "../../support/app/app-with-hub.ts";
import { eventually } from "../../support/eventually.ts";
import { readAuditHub, waitForEvents } from "../../support/stores/audit-hub.ts";
import { startConfiguredTables } from "../../support/stores/configured-tables.ts";
import { changeSet, number, rowsOf } from "./change-sets.ts";

afterEach(() => vi.restoreAllMocks());

describe("a change", () => {
  it("is stored, decides the next call of its instance, and is answered with its diff", async () => {
    const { app, ask, post } = await startAppWithHub(await startConfiguredTables());
    const answer = await post("/config/changes", changeSet(1, number("112")));
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe("/api/v1/config/versions/2");
    expect(answer.body).toMatchObject({
      version: 2,
      baseVersion: 1,
      hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      diff: { summary: { number: { added: 1, changed: 0, removed: 0 } }, changes: [{ key: "*|GB|112" }] },
      dangers: [],
      audit: { status: "published" },
    });
    const decided = await app.call({ calledParty: "+44112", territory: "GB" });
    expect(decided).toMatchObject({ class: "emergency", flags: ["generated-call-id"], config: { version: 2 } });
    const active = await ask("/config");
    expect(active.headers.get("etag")).toBe('"2"');
    expect(active.body).toMatchObject({ version: 2, hash: answer.body.hash, numbers: [{}, {}] });
    expect((await ask("/config", { headers: { "if-none-match": '"2"' } })).status).toBe(304);
  });

  it("is an audit event with its author, reason and diff", async () => {
    const { hub, post } = await startAppWithHub(await startConfiguredTables());
    const events = readAuditHub(hub);
    const { body } = await post("/config/changes", changeSet(1, number("112")));
    const { eventId } = body.audit;
    const [event] = (await waitForEvents(events, [eventId])).filter(({ messageId }) => messageId === eventId);
    expect(event?.body).toMatchObject({
      type: "emergency-config.changed.v1",
      data: {
        change: { version: 2, parent: 1, author: "local", reason: "CHG1", hash: body.hash, truncated: false },
        sender: "local",
      },
    });
    expect(event?.body.data.change.diff).toMatchObject([{ kind: "number", key: "*|GB|112", change: "added" }]);
  });

  it("in a dry run is answered the same and stores nothing", async () => {
    const tables = await startConfiguredTables();
    const { ask, post } = await startAppWithHub(tables);
    const before = await rowsOf(tables);
    const dry = await post("/config/changes?dryRun=true", changeSet(1, number("112")));
    expect(dry).toMatchObject({ status: 200, body: { dryRun: true, baseVersion: 1 } });
    expect(await rowsOf(tables)).toEqual(before);
    expect((await ask("/config")).body).toMatchObject({ version: 1 });
    const { body } = await post("/config/changes", changeSet(1, number("112")));
    for (const told of ["hash", "diff", "warnings", "dangers", "simulated", "differing", "decisionsChanged"])
      expect(body[told], told).toEqual(dry.body[told]);
  });

  it("with faults is refused with all of them, and stores nothing", async () => {
    const tables = await startConfiguredTables();
    const { post } = await startAppWithHub(tables);
    const before = await rowsOf(tables);
    const form = await post("/config/changes", {
      ...changeSet(1, number("9x", { colour: "red" }), { op: "delete", kind: "defaults", key: {} }),
      reason: "",
    });
    expect(form.status).toBe(422);
    expect(form.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      "reason",
      "operations[0].item.shortCode",
      "operations[0].item.colour",
      "operations[1].kind",
    ]);
    const content = await post(
      "/config/changes",
      changeSet(1, number("112", { routeSet: "nowhere" }), number("113", { tenant: "nobody", conversion: "nothing" })),
    );
    expect(content.status).toBe(422);
    expect(content.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      "operations[0].item.routeSet",
      "operations[1].item.conversion",
      "operations[1].item.tenant",
    ]);
    expect(await rowsOf(tables)).toEqual(before);
  });

  it("that is no JSON, nothing or too much is refused", async () => {
    const { ask } = await startAppWithHub(await startConfiguredTables());
    for (const [body, status] of [
      ["{", 400],
      ["", 400],
      [JSON.stringify({ reason: "x".repeat(5_000_000) }), 413],
    ] as const)
      expect([body.slice(0, 20), (await ask("/config/changes", { method: "POST", body })).status]).toEqual([
        body.slice(0, 20),
        status,
      ]);
  });

  it("on a version that is not active any more is refused", async () => {
    const { post } = await startAppWithHub(await startConfiguredTables());
    await post("/config/changes", changeSet(1, number("112")));
    expect(await post("/config/changes", changeSet(1, number("113")))).toMatchObject({
      status: 409,
      body: { activeVersion: 2 },
    });
  });

  it("is one of eight that are made at once, and the other seven are told so", async () => {
    const tables = await startConfiguredTables();
    const { ask, post } = await startAppWithHub(tables);
    const codes = ["110", "112", "113", "114", "115", "117", "118", "119"];
    const answers = await Promise.all(codes.map((code) => post("/config/changes", changeSet(1, number(code)))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const winner = answers.findIndex(({ status }) => status === 201);
    const { body } = await ask("/config");
    expect(body.numbers.map(({ shortCode }: { shortCode: string }) => shortCode).sort()).toEqual(
      ["999", codes[winner]].sort(),
    );
    expect((await ask("/config/versions")).body.versions).toHaveLength(2);
  });
});

describe("a first configuration", () => {
  it("is a change of version 0", async () => {
    const tables = await startTables({ port: 0 });
    onTestFinished(() => tables.stop());
    for (const name of ["AuditOutbox", "LookupTables", "EmergencyConfig", "AuditTrail", "AuditByCall"])
      await tableClient(tables, name).createTable();
    const { app, ask, post } = await startAppWithHub(tables);
    expect((await ask("/config")).body).toMatchObject({ version: 0, numbers: [] });
    expect((await ask("/config/versions")).body).toEqual({ versions: [], continuationToken: null });
    const territory = { op: "put", kind: "territory", item: { code: "GB", callingCode: "44", routeSet: "out" } };
    const routeSet = {
      op: "put",
      kind: "route-set",
      item: { name: "out", routes: [{ name: "a", host: "a.example" }] },
    };
    const first = await post("/config/changes", changeSet(0, territory, routeSet, number("999")));
    expect(first.body).toMatchObject({ version: 1, baseVersion: 0 });
    expect(await app.call({ calledParty: "+44999", territory: "GB" })).toMatchObject({
      routes: [{ name: "a" }],
      config: { version: 1, source: "live" },
    });
  });
});

describe("a change whose audit event was never recorded", () => {
  it("is recorded by the next tidying, once", async () => {
    const { now } = Date;
    const elapsed = performance.now.bind(performance);
    let laterMs = 0;
    vi.spyOn(Date, "now").mockImplementation(() => now() + laterMs);
    vi.spyOn(performance, "now").mockImplementation(() => elapsed() + laterMs);
    const tables = await startConfiguredTables();
    const { hub, app, post } = await startAppWithHub(tables, { AUDIT_PUBLISH_BUDGET_MS: "10000" });
    await hub.inject({ kind: "down" });
    await tableClient(tables, "AuditOutbox").deleteTable();
    const { body } = await post("/config/changes", changeSet(1, number("112")));
    expect(body).toMatchObject({ version: 2, audit: { status: "logged" } });
    await hub.inject({ kind: "none" });
    await eventually(async () => {
      expect((await app.call({ calledParty: "+44999", territory: "GB" })).audit.status).toBe("published");
    });
    const events = readAuditHub(hub);
    laterMs = 120_000;
    await app.trigger("tidy-configuration");
    const { eventId } = body.audit;
    await waitForEvents(events, [eventId]);
    expect((await configTable(tableClient(tables, "EmergencyConfig")).readHeader(2))?.auditedAt).not.toBeNull();
    await app.trigger("tidy-configuration");
    expect(events.filter(({ messageId }) => messageId === eventId)).toHaveLength(1);
  });
});
