import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { odata } from "@azure/data-tables";
import { describe, expect, it, onTestFinished } from "vitest";
import { tableClient } from "../../shared/tables/table-client.ts";
import type { Fault } from "../../tools/event-hubs/start-event-hubs.ts";
import { freePort } from "../../tools/free-port.ts";
import { startTables } from "../../tools/local/tables/start-tables.ts";
import { startAppWithHub } from "../support/app/app-with-hub.ts";
import { type RunningApp, runApp } from "../support/app/run-app.ts";
import { eventually } from "../support/eventually.ts";
import { readAuditHub, waitForEvents } from "../support/stores/audit-hub.ts";
import { startConfiguredTables } from "../support/stores/configured-tables.ts";
import { startProxy } from "../support/stores/start-proxy.ts";

type Settings = Readonly<Record<string, string>>;

/** As in production, but for stores that may take their time. */
const startApp = (tables: { readonly connectionString: string }, settings: Settings = {}) =>
  startAppWithHub(tables, { AUDIT_PUBLISH_BUDGET_MS: "10000", AUDIT_OUTBOX_BUDGET_MS: "10000", ...settings });

const emergency = { callId: "call-1", calledParty: "+44999", territory: "GB" };
const onTheSpot = { CONFIG_CHECK_EVERY_MS: "1", CONFIG_STALE_AFTER_MS: "1" };
/** Calls until the configuration is of this source, and returns that answer. */
const callUntil = (app: RunningApp, source: string) =>
  eventually(async () => {
    const answer = await app.call(emergency);
    expect(answer.config.source).toBe(source);
    return answer;
  });

describe("while Table Storage is stopped", () => {
  it("calls are decided by the configuration in memory and published", async () => {
    const tables = await startConfiguredTables();
    const { app } = await startApp(tables);
    await tables.stop();
    expect(await app.call(emergency)).toMatchObject({
      class: "emergency",
      conversion: { calledParty: "999" },
      config: { version: 1, source: "live" },
      flags: [],
      audit: { status: "published" },
    });
  });

  it("the configuration becomes stale and says so, and is live again when the store is back", async () => {
    const directory = await mkdtemp(join(tmpdir(), "tables-"));
    onTestFinished(() => rm(directory, { recursive: true }));
    const tables = await startConfiguredTables({ directory });
    const { app } = await startApp(tables, onTheSpot);
    await tables.stop();
    expect(await callUntil(app, "stale")).toMatchObject({
      class: "emergency",
      conversion: { calledParty: "999" },
      config: { version: 1 },
      flags: ["stale-config"],
      audit: { status: "published" },
    });
    const restarted = await startTables({ port: tables.port, directory });
    onTestFinished(() => restarted.stop());
    expect(await callUntil(app, "live")).toMatchObject({ config: { version: 1 }, flags: [] });
  });
});

const faults: readonly Exclude<Fault["kind"], "refused">[] = ["down", "cut", "busy", "silent", "lost-answer"];

describe("while Event Hubs is at fault", () => {
  it.each(faults)("(%s) emergencies are queued in the outbox, and published again afterwards", async (kind) => {
    const tables = await startConfiguredTables();
    const { hub, app } = await startApp(tables, { AUDIT_PUBLISH_BUDGET_MS: "200" });
    await hub.inject({ kind });
    const [first, ...others] = [await app.call(emergency), await app.call(emergency), await app.call(emergency)];
    expect([first, ...others]).toMatchObject(
      Array(3).fill({ class: "emergency", config: { source: "live" }, audit: { status: "queued" } }),
    );
    const id = first?.decisionId ?? "";
    // It is in the shard of the first event that it was written with.
    const rows = tableClient(tables, "AuditOutbox").listEntities({ queryOptions: { filter: odata`RowKey eq ${id}` } });
    const { value: row } = await rows.next();
    expect(JSON.parse(String(row?.event0))).toMatchObject({
      id,
      data: { request: emergency, decision: { class: "emergency" } },
    });
    await hub.inject({ kind: "none" });
    const again = await eventually(async () => {
      const answer = await app.call(emergency);
      expect(answer.audit.status).toBe("published");
      return answer.decisionId;
    }, 100);
    await waitForEvents(readAuditHub(hub), [again]);
  });
});

describe("while both stores are stopped", () => {
  it("emergencies are answered, and their events stand whole in the log", async () => {
    const tables = await startConfiguredTables();
    const { hub, app } = await startApp(tables);
    await tables.stop();
    await hub.inject({ kind: "down" });
    const { audit, ...decision } = await app.call(emergency);
    expect(decision).toMatchObject({ class: "emergency", conversion: { calledParty: "999" } });
    expect(audit).toEqual({ eventId: decision.decisionId, status: "logged" });
    const events = app.logged().flatMap(({ level, event }) => (level === "error" ? [event] : []));
    expect(events).toContainEqual(
      expect.objectContaining({
        id: decision.decisionId,
        data: expect.objectContaining({ request: emergency, decision, chain: expect.any(Object) }),
      }),
    );
  });

  it("other calls are answered as ever", async () => {
    const tables = await startConfiguredTables();
    const { hub, app } = await startApp(tables);
    await tables.stop();
    await hub.inject({ kind: "down" });
    expect(await app.call({ calledParty: "+33112345678" })).toMatchObject({
      class: "ordinary",
      audit: { eventId: null, status: "not-required" },
    });
  });
});

describe("a start", () => {
  const baseline = {
    class: "emergency",
    config: { version: 0, source: "baseline" },
    flags: expect.arrayContaining(["baseline-config"]),
  };

  it("without Table Storage decides by the catalogue, and by the configuration once that is there", async () => {
    const port = await freePort();
    const connectionString = (await startConfiguredTables()).connectionString.replace(
      /127\.0\.0\.1:[0-9]+/,
      `127.0.0.1:${port}`,
    );
    const { app } = await startApp({ connectionString }, onTheSpot);
    expect(await app.call(emergency)).toMatchObject({ ...baseline, audit: { status: "published" } });
    await startConfiguredTables({ port });
    expect(await callUntil(app, "live")).toMatchObject({ conversion: { calledParty: "999" }, config: { version: 1 } });
  });

  it("with a Table Storage that never answers decides by the catalogue", async () => {
    const proxy = await startProxy(await startConfiguredTables());
    proxy.fallSilent();
    const { app } = await startApp(proxy);
    expect(await app.call(emergency)).toMatchObject({ ...baseline, audit: { status: "published" } });
  });

  it("without either store decides by the catalogue and writes the event to the log", async () => {
    const tables = await startConfiguredTables();
    await tables.stop();
    const nowhere = `Endpoint=sb://127.0.0.1:${await freePort()};SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true;`;
    const { app } = await startApp(tables, { EVENT_HUBS_CONNECTION: nowhere, START_BUDGET_MS: "100" });
    expect(await app.call(emergency)).toMatchObject({ ...baseline, audit: { status: "logged" } });
  });

  it("fails when the settings are wrong, and names every fault", async () => {
    await expect(runApp({ TABLES_CONNECTION: "", EVENT_HUBS_CONNECTION: "", START_BUDGET_MS: "soon" })).rejects.toThrow(
      /not valid: START_BUDGET_MS: .*; TABLES_CONNECTION: .*; EVENT_HUBS_CONNECTION: /,
    );
  });
});
