import { describe, expect, it, onTestFinished } from "vitest";
import { tableClient } from "../../shared/tables/table-client.ts";
import { startTables, type Tables } from "../../tools/local/tables/start-tables.ts";
import { startAppWithHub } from "../support/app/app-with-hub.ts";
import type { RunningApp } from "../support/app/run-app.ts";
import { eventually } from "../support/eventually.ts";
import { startConfiguredTables } from "../support/stores/configured-tables.ts";

const startApp = (tables: Pick<Tables, "connectionString">) =>
  startAppWithHub(tables, { AUDIT_PUBLISH_BUDGET_MS: "10000", AUDIT_OUTBOX_BUDGET_MS: "10000" });

async function setUp() {
  const tables = await startConfiguredTables();
  return { stopTables: tables.stop, ...(await startApp(tables)) };
}

/** Waits until the instance says this of itself: each store has a second to answer, which a busy machine may take. */
const untilReady = (app: RunningApp, told: object) =>
  eventually(async () => expect(await health(app, "ready")).toMatchObject(told));

async function health(app: RunningApp, which: "live" | "ready") {
  const response = await fetch(`${app.url}/api/v1/health/${which}`);
  return { status: response.status, body: await response.json() };
}

describe("health", () => {
  it("is live as long as the process answers", async () => {
    const { stopTables, hub, app } = await setUp();
    expect(await health(app, "live")).toEqual({ status: 200, body: { status: "live" } });
    await stopTables();
    await hub.inject({ kind: "down" });
    expect(await health(app, "live")).toEqual({ status: 200, body: { status: "live" } });
  });

  it("is ready with a configuration and tells the state of both stores and of the outbox", async () => {
    const { app } = await setUp();
    await untilReady(app, {
      status: 200,
      body: {
        config: { version: 1, source: "live", ageMs: expect.toSatisfy(Number.isInteger) },
        tables: "up",
        eventHubs: "up",
        outbox: { depth: 0 },
      },
    });
  });

  it("counts what waits in the outbox, and stays ready, while Event Hubs is down", async () => {
    const { hub, app } = await setUp();
    await hub.inject({ kind: "down" });
    expect(await app.call({ calledParty: "+44999" })).toMatchObject({ audit: { status: "queued" } });
    await untilReady(app, {
      status: 200,
      body: { tables: "up", eventHubs: "down", outbox: { depth: expect.toSatisfy((depth) => depth > 0) } },
    });
  });

  it("stays ready while Table Storage is down, with an outbox of unknown depth", async () => {
    const { stopTables, app } = await setUp();
    await stopTables();
    await untilReady(app, {
      status: 200,
      body: { config: { version: 1 }, tables: "down", eventHubs: "up", outbox: { depth: null } },
    });
  });

  it("stays ready while both stores are down", async () => {
    const { stopTables, hub, app } = await setUp();
    await stopTables();
    await hub.inject({ kind: "down" });
    await untilReady(app, { status: 200, body: { tables: "down", eventHubs: "down" } });
  });

  it("is not ready while there is no configuration but the catalogue", async () => {
    const tables = await startTables({ port: 0 });
    onTestFinished(() => tables.stop());
    await tableClient(tables, "EmergencyConfig").createTable();
    const { app } = await startApp(tables);
    await untilReady(app, {
      status: 503,
      body: { config: { version: 0, source: "baseline" }, tables: "up", eventHubs: "up" },
    });
  });

  it("calls the tables down where there are none", async () => {
    const tables = await startTables({ port: 0 });
    onTestFinished(() => tables.stop());
    const { app } = await startApp(tables);
    await untilReady(app, { status: 503, body: { tables: "down", eventHubs: "up" } });
  });
});
