import { metrics } from "@opentelemetry/api";
import type { AuditStatus } from "../audit/audit-event.ts";
import type { CallClass } from "../recognition/classes.ts";

/** What the product counts and measures, for whoever watches it. Costs next to nothing while nobody listens. */
export type Metrics = {
  readonly decided: (callClass: CallClass, territory: string | null) => void;
  readonly stored: (status: AuditStatus, tookMs: number) => void;
  readonly projected: (lagMs: number) => void;
};

/** Read when somebody collects, not when something happens. Null where there is nothing to tell. */
export type Observed = {
  readonly snapshotAgeMs: () => number;
  readonly outboxDepth: () => number | null;
  readonly outboxAgeMs: () => number | null;
};

/** Instruments of the OpenTelemetry API; units by UCUM. Whether and where they are exported is the host's affair. */
export function makeMetrics(observed: Observed): Metrics {
  const meter = metrics.getMeter("emergency-call-router");
  const decisions = meter.createCounter("ecr.decisions", { description: "Calls decided, by class and territory" });
  const audited = meter.createCounter("ecr.audit.events", { description: "Audit events, by where they came to rest" });
  const latency = meter.createHistogram("ecr.audit.latency", {
    unit: "ms",
    description: "Until an audit event was safe",
  });
  const lag = meter.createHistogram("ecr.projection.lag", {
    unit: "ms",
    description: "From an event to its row in the trail",
  });
  const gauge = (name: string, unit: string, description: string, read: () => number | null): void =>
    meter.createObservableGauge(name, { unit, description }).addCallback((result) => {
      const value = read();
      if (value !== null) result.observe(value);
    });
  gauge("ecr.config.age", "ms", "Since the configuration was last known to be active", observed.snapshotAgeMs);
  gauge("ecr.outbox.depth", "{event}", "Events waiting in the outbox, up to 1,000", observed.outboxDepth);
  gauge("ecr.outbox.age", "ms", "How long the oldest has been waiting", observed.outboxAgeMs);
  return {
    decided: (callClass, territory) => decisions.add(1, { class: callClass, territory: territory ?? "unknown" }),
    stored: (status, tookMs) => {
      audited.add(1, { status });
      latency.record(tookMs, { status });
    },
    projected: (lagMs) => lag.record(lagMs),
  };
}
