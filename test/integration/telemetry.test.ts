import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventTextOf } from "../../shared/audit/trail/trail-row.ts";
import { tableClient } from "../../shared/tables/table-client.ts";
import { type EventHubsStandIn, startEventHubs } from "../../tools/event-hubs/start-event-hubs.ts";
import { startTables, type Tables } from "../../tools/local/tables/start-tables.ts";
import { type RunningApp, runApp } from "../support/app/run-app.ts";
import { eventually } from "../support/eventually.ts";
import { starterTables } from "../support/stores/starter-tables.ts";
import { allRows } from "../support/trail/trail.ts";

// A simulated OpenTelemetry collector: it keeps what it is sent by OTLP (JSON over HTTP).
type Span = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
};

const stops: (() => unknown)[] = [];
const spans: Span[] = [];
const metricNames = new Set<string>();
let bodies = "";
let tables: Tables;
let hub: EventHubsStandIn;

async function startCollector(answer: boolean): Promise<string> {
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    bodies += text;
    if (!answer) return;
    const { resourceSpans = [], resourceMetrics = [] } = JSON.parse(text);
    for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans);
    for (const { scopeMetrics } of resourceMetrics)
      for (const scope of scopeMetrics) for (const { name } of scope.metrics) metricNames.add(name);
    response.setHeader("content-type", "application/json").end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const startApp = (endpoint: string, more: Readonly<Record<string, string>> = {}): Promise<RunningApp> =>
  runApp({
    ...more,
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    AUDIT_PUBLISH_BUDGET_MS: "20000",
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  });

beforeAll(async () => {
  tables = await startTables({ port: 0, beginWith: await starterTables() });
  stops.push(() => tables.stop());
  const hubs = [{ name: "emergency-audit", partitions: 4, consumerGroups: ["audit-trail"] }];
  hub = await startEventHubs({ port: 0, hubs });
  stops.push(() => hub.stop());
});

afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

const traceId = "0af7651916cd43dd8448eb211c80319c";

describe("with a collector", () => {
  beforeAll(async () => {
    const app = await startApp(await startCollector(true));
    const call = (calledParty: string, flags: string) =>
      fetch(`${app.url}/api/v1/call-setup`, {
        method: "POST",
        headers: { traceparent: `00-${traceId}-b7ad6b7169203331-${flags}` },
        body: JSON.stringify({ callId: `call-${flags}`, calledParty, callingParty: "+441632960123" }),
      });
    await call("+44999", "01");
    await call("+44112", "00");
    await call("+33112345678", "01");
    await eventually(async () => expect(await allRows(tableClient(tables, "AuditByCall"))).toHaveLength(2));
    await app.stop();
    // Stopping waits two seconds for the last telemetry, which goes out all the same.
    await eventually(() => {
      expect(spans).toHaveLength(2);
      expect([...metricNames]).toContain("ecr.decisions");
    });
  });

  it("one trace leads from the webhook through Event Hubs to the trail", () => {
    const [recorded, projected, ...others] = spans;
    expect(recorded).toMatchObject({ name: "decide and record", traceId, parentSpanId: "b7ad6b7169203331" });
    expect(projected).toMatchObject({ name: "project audit event", traceId, parentSpanId: recorded?.spanId });
    expect(others).toEqual([]);
  });

  it("a trace that the host does not sample is not sent, and its call is in the trail all the same", async () => {
    const rows = await allRows(tableClient(tables, "AuditTrail"));
    const events = rows.map((row) => eventTextOf(row) ?? "").filter((text) => text.includes("decided.v1"));
    expect(events).toHaveLength(2);
    expect(events.filter((text) => text.includes(`"traceparent":"00-${traceId}`))).toHaveLength(1);
  });

  it("the metrics come", () => {
    expect([...metricNames]).toEqual(
      expect.arrayContaining(["ecr.decisions", "ecr.audit.events", "ecr.audit.latency", "ecr.config.age"]),
    );
  });

  it("nothing of it names a caller", () => {
    expect(bodies).toContain("ecr.decision.id");
    expect(bodies).not.toContain("1632960123");
  });
});

it("an exporter that cannot be made is logged by its name, and the other one sends", async () => {
  spans.length = 0;
  const app = await startApp(await startCollector(true), { APPLICATIONINSIGHTS_CONNECTION_STRING: "nonsense" });
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  await fetch(`${app.url}/api/v1/call-setup`, { method: "POST", headers, body: '{"calledParty":"+44999"}' });
  await app.stop();
  expect(app.logged()).toContainEqual(
    expect.objectContaining({ message: "telemetry could not be started", to: "Application Insights" }),
  );
  await eventually(() => expect(spans).toContainEqual(expect.objectContaining({ name: "decide and record" })));
});

it("a collector that never answers keeps no call waiting, and not the stop either", async () => {
  const app = await startApp(await startCollector(false));
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  const body = JSON.stringify({ calledParty: "+44999" });
  const response = await fetch(`${app.url}/api/v1/call-setup`, { method: "POST", headers, body });
  expect(await response.json()).toMatchObject({ audit: { status: "published" } });
  await app.stop();
  expect(app.logged()).toContainEqual(expect.objectContaining({ message: "the last telemetry could not be sent" }));
});
