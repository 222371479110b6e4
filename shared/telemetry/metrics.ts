import { metrics } from "@opentelemetry/api";
import type { AuditStatus } from "../audit/audit-event.ts";
import type { CallClass } from "../recognition/classes.ts";
import type { Flag } from "../recognition/flags.ts";
import type { Decision } from "../routing/decision.ts";

/** What the product counts and measures. Costs next to nothing while nothing is exported. */
export type Metrics = {
  /** `ingress`: as the request named it. */
  readonly decided: (decision: Pick<Decision, "class" | "number" | "flags">, ingress: string | null) => void;
  /** What became of a decision, also that nothing was reported of it. Names are those of configured items. */
  readonly outcome: (outcome: CountedOutcome) => void;
  readonly stored: (status: AuditStatus, tookMs: number) => void;
  readonly projected: (lagMs: number) => void;
  /** Messages that can never be projected. */
  readonly deadLettered: () => void;
  /** Requests refused: the webhook's for their signature, all others for their token or its roles. */
  readonly refused: (by: "signature" | "token" | "role") => void;
  /** A call or an outcome that is answered with a server error. */
  readonly callFailed: () => void;
  /** Call this when an exporter has been registered. */
  readonly connect: () => void;
};

export type CountedOutcome = {
  readonly class: CallClass;
  readonly territory: string;
  /** `none` when it is not known. */
  readonly route: string;
  readonly result: Result;
  /** From the decision to the answer; null when that is not known. */
  readonly delayMs: number | null;
};

/** What is counted as having become of a decision. */
export const countedResults = ["answered", "failed", "abandoned", "missing"] as const;
type Result = (typeof countedResults)[number];

/** Values that are read when metrics are collected. Null for no value. */
export type Observed = {
  readonly snapshot: () => { readonly ageMs: number; readonly source: string };
  readonly damagedTables: () => number;
  readonly clockSkewMs: () => number | null;
  readonly outboxDepth: () => number | null;
  readonly outboxAgeMs: () => number | null;
};

/**
 * Counts and measures by the OpenTelemetry API. Exporters may be registered after the first call: nothing is counted until
 * `connect` is called.
 */
export function makeMetrics(observed: Observed): Metrics {
  let instruments = makeInstruments(observed);
  return {
    decided: ({ class: callClass, number: { territory }, flags }, ingress) => {
      instruments.decisions.add(1, {
        class: callClass,
        territory: territory ?? "unknown",
        ingress: countedIngress(ingress, flags),
        flag: countedFlag(flags),
      });
      for (const flag of flags) instruments.flags.add(1, { flag: flagWord(flag) });
    },
    outcome: ({ class: callClass, territory, route, result, delayMs }) => {
      instruments.outcomes.add(1, { class: callClass, territory, route, result });
      if (delayMs !== null) instruments.delay.record(delayMs, { territory, route });
    },
    stored: (status, tookMs) => {
      instruments.audited.add(1, { status });
      instruments.latency.record(tookMs, { status });
    },
    projected: (lagMs) => instruments.lag.record(lagMs),
    deadLettered: () => instruments.deadLetters.add(1),
    refused: (by) => instruments.refusals.add(1, { by }),
    callFailed: () => instruments.callErrors.add(1),
    connect: () => {
      instruments = makeInstruments(observed);
    },
  };
}

/** The flags that decisions are counted by: doubts whether a call is an emergency. A decision counts for the first that it has. */
export const countedFlags = ["suspected", "unexpected-spelling", "universal-number"] as const satisfies readonly Flag[];

/** Callers name ingresses as they like: only those that are configured make a series of their own. */
const countedIngress = (ingress: string | null, flags: readonly Flag[]): string =>
  ingress === null || flags.includes("unknown-ingress") ? "default" : ingress;

/** Without the name behind a colon, which comes from the request. */
const flagWord = (flag: Flag): string => {
  const colon = flag.indexOf(":");
  return colon === -1 ? flag : flag.slice(0, colon);
};

const countedFlag = (flags: readonly Flag[]): string => countedFlags.find((flag) => flags.includes(flag)) ?? "none";

/** Units by UCUM. */
function makeInstruments(observed: Observed) {
  const meter = metrics.getMeter("emergency-call-router");
  const counter = (name: string, description: string) => meter.createCounter(name, { description });
  const milliseconds = (name: string, description: string) => meter.createHistogram(name, { unit: "ms", description });
  const gauge = (name: string, unit: string, description: string, read: () => number | null): void =>
    meter.createObservableGauge(name, { unit, description }).addCallback((result) => {
      const value = read();
      if (value !== null) result.observe(value);
    });
  const configAge = { unit: "ms", description: "Since the configuration was last known to be active, by its source" };
  meter.createObservableGauge("ecr.config.age", configAge).addCallback((result) => {
    const { ageMs, source } = observed.snapshot();
    result.observe(ageMs, { source });
  });
  gauge("ecr.lookup_tables.damaged", "{table}", "Listed lookup tables that cannot be used", observed.damagedTables);
  gauge("ecr.clock.skew", "ms", "How far the machine's clock is ahead of Table Storage's", observed.clockSkewMs);
  gauge("ecr.outbox.depth", "{event}", "Events waiting in the outbox, up to 1,000", observed.outboxDepth);
  gauge("ecr.outbox.age", "ms", "How long the oldest has been waiting", observed.outboxAgeMs);
  return {
    decisions: counter("ecr.decisions", "Calls decided, by class, territory, ingress and doubt"),
    flags: counter("ecr.flags", "Flags of decisions"),
    outcomes: counter("ecr.outcomes", "What became of recorded calls, by class, territory, route and result"),
    delay: milliseconds("ecr.outcome.delay", "From a decision to the answer"),
    audited: counter("ecr.audit.events", "Audit events, by where they came to rest"),
    latency: milliseconds("ecr.audit.latency", "Until an audit event was safe"),
    lag: milliseconds("ecr.projection.lag", "From an event to its row in the trail"),
    deadLetters: counter("ecr.dead_letters", "Messages that cannot be projected"),
    callErrors: counter("ecr.call_errors", "Calls and outcomes answered with a server error"),
    refusals: counter("ecr.refused", "Requests turned away, by what was wrong"),
  };
}
