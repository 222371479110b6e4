import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChainedEvent } from "../../shared/audit/audit-event.ts";
import type { DecidedData } from "../../shared/audit/decided-event.ts";
import type { VerificationReport } from "../../shared/audit/verification/chain-report.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { type EventHubsStandIn, startEventHubs } from "../../tools/event-hubs/start-event-hubs.ts";
import { startTables, type Tables } from "../../tools/local/tables/start-tables.ts";
import { type RunningApp, runApp } from "../support/app/run-app.ts";
import { eventually } from "../support/eventually.ts";
import { starterTables } from "../support/stores/starter-tables.ts";
import { allRows } from "../support/trail/trail.ts";

// The whole product on Azurite and the stand-in: what the webhook answered must be what the trail tells.
let tables: Tables;
let hub: EventHubsStandIn;
let app: RunningApp;
let from: string;
let to: string;

const callIds = Array.from({ length: 25 }, (_, index) => `call-${index}@sbc1.example.net`);
const oddCallId = "a'b/c\\d#e?f%20&g=h é";

type Page = { readonly events: readonly ChainedEvent<DecidedData>[]; readonly continuationToken: string | null };

const ask = (path: string, query: Readonly<Record<string, string>>) =>
  fetch(`${app.url}/api/v1/audit/${path}?${new URLSearchParams(query)}`);

async function askFor<Answer>(path: string, query: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await ask(path, query);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

beforeAll(async () => {
  tables = await startTables({ port: 0, beginWith: await starterTables() });
  const hubs = [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }];
  hub = await startEventHubs({ port: 0, hubs });
  app = await runApp({
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    AUDIT_PUBLISH_BUDGET_MS: "20000",
  });
  from = new Date(Date.now() - 60_000).toISOString();
  to = new Date(Date.now() + 600_000).toISOString();
  for (const [index, callId] of callIds.entries())
    await app.call({
      callId,
      calledParty: "+44999",
      ingress: "zoom",
      tenant: "contoso",
      callingParty: index === 7 ? "01632 960123" : null,
    });
  await app.call({ callId: oddCallId, calledParty: "+33112", callingParty: "+441632960123" });
  const outcome = { callId: callIds[0], finalStatus: 200, routeName: "emergency-a" };
  await fetch(`${app.url}/api/v1/call-outcomes`, { method: "POST", body: JSON.stringify(outcome) });
  await eventually(async () =>
    expect(await allRows(tableClient(tables, "AuditByCall"))).toHaveLength(callIds.length + 2),
  );
});

afterAll(async () => {
  await app.stop();
  await hub.stop();
  await tables.stop();
});

describe("GET audit/events", () => {
  it("gives everything that was decided, oldest first, page by page", async () => {
    const found: string[] = [];
    let continuationToken: string | null = null;
    do {
      const more: Record<string, string> = continuationToken === null ? {} : { continuationToken };
      const page: Page = await askFor("events", { from, to, limit: "10", class: "emergency", ...more });
      found.push(...page.events.map(({ subject }) => subject));
      continuationToken = page.continuationToken;
    } while (continuationToken !== null);
    expect(found).toEqual([...callIds, oddCallId]);
  });

  it.each([
    [{ territory: "fr" }, [oddCallId]],
    [{ tenant: "contoso" }, callIds],
    [{ class: "test" }, []],
    [{ type: "emergency-call.outcome.v1" }, callIds.slice(0, 1)],
    [{ ingress: "default" }, [oddCallId]],
    [{ shortCode: "112" }, [oddCallId]],
    [{ callingParty: "+441632960123" }, [...callIds.slice(7, 8), oddCallId]],
    [{ callingParty: "0044 1632 960123", shortCode: "999", flag: "generated-call-id" }, []],
    [{ callingParty: "sip:%2B441632960123@h", ingress: "zoom" }, callIds.slice(7, 8)],
    [{ callingParty: "anonymous", callId: callIds[0] ?? "" }, callIds.slice(0, 1)],
  ])("finds by %j, in pages and in files", async (filter, expected) => {
    const { events } = await askFor<Page>("events", { from, to, ...filter });
    expect(events.map(({ subject }) => subject)).toEqual(expected);
    const lines = (await (await ask("events/export", { from, to, ...filter })).text()).split("\n").filter(Boolean);
    expect(lines.map((line) => JSON.parse(line).subject)).toEqual(expected);
    const csv = await (await ask("events/export", { from, to, format: "csv", ...filter })).text();
    const records: Record<string, string>[] = parse(csv, { columns: true });
    expect(records.map(({ subject }) => subject)).toEqual(expected);
  });

  it("finds a caller whose plus sign was not escaped in the URL", async () => {
    const window = new URLSearchParams({ from, to });
    const answer = await fetch(`${app.url}/api/v1/audit/events?${window}&callingParty=+441632960123`);
    const { events } = (await answer.json()) as Page;
    expect(events.map(({ subject }) => subject)).toEqual([...callIds.slice(7, 8), oddCallId]);
  });

  it("finds by Call-ID without a window, whatever it is made of", async () => {
    const { events, continuationToken } = await askFor<Page>("events", { callId: oddCallId });
    expect(events.map(({ subject }) => subject)).toEqual([oddCallId]);
    expect(continuationToken).toBeNull();
  });

  it("names every fault of a query", async () => {
    const response = await ask("events", { from, limit: "0", colour: "red" });
    expect([response.status, response.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
    const { errors } = (await response.json()) as { errors: readonly { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual(["colour", "limit", "to"]);
  });

  it("refuses a token that was changed, or that is of another query", async () => {
    const { continuationToken } = await askFor<Page>("events", { from, to, limit: "1" });
    const token = continuationToken ?? "";
    expect((await ask("events", { from, to, limit: "5", continuationToken: token })).status).toBe(200);
    expect((await ask("events", { from, to, continuationToken: `${token}A` })).status).toBe(400);
    const other = await ask("events", { from, to, territory: "GB", continuationToken: token });
    expect(other.status).toBe(400);
    expect(await other.json()).toMatchObject({ errors: [{ path: "continuationToken" }] });
  });
});

describe("GET audit/events/export", () => {
  it("gives the same events as NDJSON", async () => {
    const response = await ask("events/export", { from, to, class: "emergency" });
    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    const events = (await response.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.map(({ subject }) => subject)).toEqual([...callIds, oddCallId]);
  });

  it.each(["ndjson", "csv"])("gives a file of nothing where there is nothing: %s", async (format) => {
    const response = await ask("events/export", { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z", format });
    expect(response.status).toBe(200);
    expect((await response.text()).trim().split("\n")).toHaveLength(1);
  });

  it("gives the same events as CSV, with no cell that a spreadsheet would run", async () => {
    const response = await ask("events/export", { from, to, class: "emergency", format: "csv" });
    expect(response.headers.get("content-type")).toContain("text/csv");
    const records: Record<string, string>[] = parse(await response.text(), { columns: true });
    expect(records.map(({ subject }) => subject)).toEqual([...callIds, oddCallId]);
    expect(new Set(records.map(({ calledParty }) => calledParty))).toEqual(new Set(["'+44999", "'+33112"]));
  });
});

describe("GET audit/calls", () => {
  it("tells what happened to a call and which configuration was live", async () => {
    const { config } = await app.call({ callId: "another", calledParty: "+44999" });
    const story = await askFor<object>("calls", { callId: callIds[0] ?? "" });
    expect(story).toMatchObject({
      callId: callIds[0],
      configurations: [{ version: config.version, hash: config.hash }],
      decisions: [{ data: { decision: { class: "emergency" } } }],
      outcomes: [{ data: { outcome: { finalStatus: 200, routeName: "emergency-a" } } }],
      altered: [],
      complete: true,
    });
  });

  it("is 404 for a call that nobody knows, and 400 for none", async () => {
    expect((await ask("calls", { callId: "never" })).status).toBe(404);
    expect((await ask("calls", {})).status).toBe(400);
  });
});

describe("GET audit/verification", () => {
  const verify = () => askFor<VerificationReport>("verification", { from, to });

  it("finds the instance's chain intact, and names what was then changed in it", async () => {
    const before = await verify();
    expect(before).toMatchObject({ complete: true, intact: true, chains: [{ gaps: [], state: "open" }] });
    const trail = tableClient(tables, "AuditTrail");
    const row = (await allRows(trail)).find(({ sequence }) => sequence === 5);
    await trail.deleteEntity(row?.partitionKey ?? "", row?.rowKey ?? "");
    expect(await verify()).toMatchObject({
      intact: false,
      chains: [{ chainId: before.chains[0]?.chainId, gaps: [{ from: 5, to: 5 }], intact: false }],
    });
  });
});
