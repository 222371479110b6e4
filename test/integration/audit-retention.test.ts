import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tableNames } from "../../functions/wiring/clients.ts";
import type { VerificationReport } from "../../shared/audit/verification/chain-report.ts";
import { seedConfiguration } from "../../shared/config/change/seed-configuration.ts";
import { documentSchema } from "../../shared/config/document.ts";
import { configTable } from "../../shared/config/store/config-table.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { type EventHubsStandIn, startEventHubs } from "../../tools/event-hubs/start-event-hubs.ts";
import { startTables, type Tables } from "../../tools/local/tables/start-tables.ts";
import { type RunningApp, runApp } from "../support/app/run-app.ts";
import { eventually } from "../support/eventually.ts";
import { daysAgo, instantAt, outcomeOf } from "../support/trail/retention.ts";
import { allRows, callEvent, chainOf, project } from "../support/trail/trail.ts";

// The whole product on Azurite and the stand-in: what is old goes, what is held stays, and the trail tells of it.
let tables: Tables;
let hub: EventHubsStandIn;
let app: RunningApp;

const [old, middle] = [daysAgo(403), daysAgo(60)];
const configuration = documentSchema.parse({
  legalHolds: [{ name: "case-17", reason: "Court order 17", tenant: "fabrikam" }],
});
const call = (callId: string, atMs: number, tenant: string, callClass: "emergency" | "test" = "emergency") =>
  callEvent({ callId, at: instantAt(atMs), class: callClass, request: { calledParty: "+44999", tenant } });

const ask = (path: string, query: Readonly<Record<string, string>>) =>
  fetch(`${app.url}/api/v1/audit/${path}?${new URLSearchParams(query)}`);

beforeAll(async () => {
  tables = await startTables({ port: 0 });
  const hubs = [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }];
  hub = await startEventHubs({ port: 0, hubs });
  const client = (name: string) => tableClient(tables, name);
  for (const name of Object.values(tableNames)) await client(name).createTable();
  const table = configTable(client("EmergencyConfig"));
  await seedConfiguration(configuration, { table, now: Date.now, newId: uuidv7 });
  const trail = { trail: client("AuditTrail"), byCall: client("AuditByCall"), deadLetters: client("AuditDeadLetter") };
  const events = [
    call("first", old, "contoso"),
    outcomeOf("first", old + 1_000),
    call("held", old + 2_000, "fabrikam"),
    outcomeOf("held", old + 3_000),
    call("gone", old + 4_000, "contoso"),
    call("also-held", old + 5_000, "fabrikam"),
    call("kept", middle, "contoso"),
    call("test", middle + 1_000, "contoso", "test"),
    outcomeOf("test", middle + 2_000),
    call("kept-too", middle + 3_000, "contoso"),
  ];
  await project(trail, chainOf(events, uuidv7({ msecs: old - 1_000 })));
  app = await runApp({
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    AUDIT_PUBLISH_BUDGET_MS: "20000",
    AUDIT_TEST_RETENTION_DAYS: "30",
  });
});

afterAll(async () => {
  await app.stop();
  await hub.stop();
  await tables.stop();
});

it("the timer removes what is due, and every question about the trail is answered accordingly", async () => {
  await app.trigger("purge-audit");
  expect((await allRows(tableClient(tables, "AuditTrail"))).map(({ subject }) => subject)).not.toContain("gone");
  expect(app.logged()).toContainEqual(expect.objectContaining({ message: "audit trail purged", events: 5, held: 3 }));
  const subject = `audit-retention:${instantAt(old).slice(0, 10)}`;
  await eventually(async () => {
    const found = (await (await ask("events", { callId: subject })).json()) as { readonly events: readonly object[] };
    expect(found.events).toMatchObject([
      { type: "emergency-audit.purged.v1", subject, data: { events: 3, held: [{ hold: "case-17", events: 3 }] } },
    ]);
  }, 100);
  for (const [callId, status] of [
    ["gone", 404],
    ["test", 404],
    ["never", 404],
    [subject, 404],
    ["held", 200],
    ["kept", 200],
  ] as const)
    expect([callId, (await ask("calls", { callId })).status]).toEqual([callId, status]);
  expect(await (await ask("calls", { callId: "held" })).json()).toMatchObject({
    decisions: [{ subject: "held" }],
    outcomes: [{ subject: "held" }],
  });
  for (const [fromMs, purged] of [
    [
      old,
      [
        { from: 1, to: 2 },
        { from: 5, to: 5 },
      ],
    ],
    [middle, [{ from: 8, to: 9 }]],
  ] as const) {
    const window = { from: instantAt(fromMs - 60_000), to: instantAt(fromMs + 3_600_000) };
    const report = (await (await ask("verification", window)).json()) as VerificationReport;
    expect(report).toMatchObject({ intact: true, chains: [{ gaps: [], purged }] });
  }
});
