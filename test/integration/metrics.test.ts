import { type Attributes, type MeterProvider, metrics, type ObservableCallback } from "@opentelemetry/api";
import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { runApp } from "../support/app/run-app.ts";
import { eventually } from "../support/eventually.ts";
import { never } from "../support/never.ts";
import { startAuditHub } from "../support/stores/audit-hub.ts";
import { startConfiguredTables } from "../support/stores/configured-tables.ts";

type Recorded = { readonly name: string; readonly value: number; readonly attributes: Attributes };

/** Stands in for an exporter: keeps what is recorded, and reads the gauges on request. */
function recordMetrics() {
  const recorded: Recorded[] = [];
  const gauges = new Map<string, ObservableCallback>();
  const record =
    (name: string) =>
    (value: number, attributes: Attributes = {}) =>
      void recorded.push({ name, value, attributes });
  const meter = {
    createCounter: (name: string) => ({ add: record(name) }),
    createHistogram: (name: string) => ({ record: record(name) }),
    createObservableGauge: (name: string) => ({
      addCallback: (callback: ObservableCallback) => void gauges.set(name, callback),
    }),
  };
  // Of an app that ran before in this process.
  metrics.disable();
  metrics.setGlobalMeterProvider({ getMeter: () => meter } as unknown as MeterProvider);
  onTestFinished(() => metrics.disable());
  const observe = (name: string): readonly number[] => {
    const values: number[] = [];
    gauges.get(name)?.({ observe: (value: number) => void values.push(value) });
    return values;
  };
  return { recorded, observe };
}

afterEach(() => vi.restoreAllMocks());

it("the product tells how many calls it decides, where their events come to rest, and how old what it holds is", async () => {
  const { recorded, observe } = recordMetrics();
  const hub = await startAuditHub();
  const tables = await startConfiguredTables();
  const app = await runApp({
    TABLES_CONNECTION: tables.connectionString,
    EVENT_HUBS_CONNECTION: hub.connectionString,
    AUDIT_PUBLISH_BUDGET_MS: "20000",
    AUDIT_DRAIN_SCHEDULE: never,
  });
  onTestFinished(() => app.stop());
  expect(observe("ecr.outbox.depth")).toEqual([]);
  await app.call({ calledParty: "+44999", territory: "GB" });
  await app.call({ calledParty: "+442071838750" });
  await app.call({ calledParty: "118", territory: "GB" });
  const of = (name: string) => recorded.filter((each) => each.name === name);
  expect(of("ecr.decisions").map(({ attributes }) => attributes)).toEqual([
    { class: "emergency", territory: "GB", ingress: "default", flag: "none" },
    { class: "ordinary", territory: "unknown", ingress: "default", flag: "none" },
    { class: "ordinary", territory: "unknown", ingress: "default", flag: "suspected" },
  ]);
  // The chain's first event is one more. A suspected call is recorded as an emergency is.
  expect(of("ecr.audit.events").map(({ attributes }) => attributes)).toEqual(Array(3).fill({ status: "published" }));
  for (const { value } of of("ecr.audit.latency")) expect(value).toBeGreaterThan(0);
  await eventually(() => expect(of("ecr.projection.lag")).toHaveLength(3));
  expect(observe("ecr.config.age")).toEqual([expect.any(Number)]);
  await app.trigger("drain-outbox");
  expect([observe("ecr.outbox.depth"), observe("ecr.outbox.age")]).toEqual([[0], []]);
});
