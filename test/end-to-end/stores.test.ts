import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { configTable } from "../../shared/config/store/config-table.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { connectionStringFor } from "../../tools/event-hubs/connection-string.ts";
import { freePort } from "../../tools/free-port.ts";
import { startTables } from "../../tools/local/tables/start-tables.ts";
import { eventually } from "../support/eventually.ts";
import { stillRunning } from "../support/programs/processes.ts";
import { type ReadyProgram, startReadyProgram } from "../support/programs/run-program.ts";
import { readAuditHub, startAuditHub, waitForEvents } from "../support/stores/audit-hub.ts";

type Told = { readonly decisionId: string; readonly config: { readonly version: number; readonly hash: string } };

/** Makes an emergency call, whose event must come to rest in Event Hubs. */
async function call({ url }: ReadyProgram, source = "live"): Promise<Told> {
  const response = await fetch(`${url}/api/v1/call-setup`, { method: "POST", body: '{"calledParty":"+44999"}' });
  const answer = await response.json();
  expect(answer).toMatchObject({ class: "emergency", config: { source }, audit: { status: "published" } });
  return answer as Told;
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "emergency-calls-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

describe("with a DATA_DIR", () => {
  it.each(["SIGTERM", "SIGKILL"] as const)("configuration and events survive a restart after %s", async (signal) => {
    const port = await freePort();
    const environment = { DATA_DIR: await temporaryDirectory(), EVENT_HUBS_PORT: String(port) };
    const first = await startReadyProgram(environment);
    const before = await call(first);
    first.signal(signal);
    await first.exit;
    await eventually(async () => expect(await stillRunning(first.children)).toEqual([]));

    const second = await startReadyProgram(environment);
    expect(second.stdout()).not.toContain("starter configuration activated");
    const after = await call(second);
    expect(after.config).toMatchObject({ version: before.config.version, hash: before.config.hash });
    const events = readAuditHub({ connectionString: connectionStringFor(port) });
    await waitForEvents(events, [before.decisionId, after.decisionId]);
    second.signal("SIGTERM");
    await second.exit;
  });
});

describe("with a connection", () => {
  it("both stores are used as they are, and none is started", async () => {
    const tables = await startTables({ port: 0 });
    onTestFinished(() => tables.stop());
    const hub = await startAuditHub();
    const program = await startReadyProgram({
      TABLES_CONNECTION: tables.connectionString,
      EVENT_HUBS_CONNECTION: hub.connectionString,
      SEED_STARTER_CONFIGURATION: "true",
    });
    expect(program.children).toEqual([]);
    const { decisionId, config } = await call(program);
    await waitForEvents(readAuditHub(hub), [decisionId]);
    const pointer = await configTable(tableClient(tables, "EmergencyConfig")).readPointer();
    expect(pointer).toMatchObject({ version: config.version, hash: config.hash });
    program.signal("SIGTERM");
    expect(await program.exit).toBe(0);
  });

  it("a store of the operator's own is not given a starter configuration unasked", async () => {
    const tables = await startTables({ port: 0 });
    onTestFinished(() => tables.stop());
    await tableClient(tables, "EmergencyConfig").createTable();
    const program = await startReadyProgram({ TABLES_CONNECTION: tables.connectionString });
    expect((await call(program, "baseline")).config).toMatchObject({ version: 0 });
    expect(await configTable(tableClient(tables, "EmergencyConfig")).readPointer()).toBeNull();
  });
});
