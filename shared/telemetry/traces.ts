import { type Context, ROOT_CONTEXT, type Span, SpanKind, TraceFlags, trace } from "@opentelemetry/api";
import type { AuditStatus } from "../audit/audit-event.ts";
import type { Decision } from "../routing/decision.ts";

/** The trace of one call that is recorded in the audit trail. It holds nothing personal, and may be sampled away. */
export type CallTrace = {
  /** Goes with the audit event, so that its projection is in the same trace; null when the trace is not recorded. */
  readonly traceparent: string | null;
  readonly end: (status: AuditStatus) => void;
};

/** Begins the trace of a decided call, as of `startedMs` since 1970, under the host's own. */
export function traceCall(decision: Decision, hostTraceparent: string | undefined, startedMs: number): CallTrace {
  const span: Span = trace
    .getTracer("emergency-call-router")
    .startSpan("decide and record", { kind: SpanKind.PRODUCER, startTime: startedMs }, childrenOf(hostTraceparent));
  if (span.isRecording())
    span.setAttributes({
      "ecr.decision.id": decision.decisionId,
      "ecr.class": decision.class,
      "ecr.territory": decision.number.territory ?? "unknown",
      "ecr.config.version": decision.config.version,
    });
  return {
    traceparent: traceparentOf(span),
    end: (status) => {
      span.setAttribute("ecr.audit.status", status);
      span.end();
    },
  };
}

/** Records that an event has reached the trail, in the trace of its call. */
export function traceProjection(traceparent: string | null, eventId: string, startedMs: number): void {
  if (traceparent === null) return;
  trace
    .getTracer("emergency-call-router")
    .startSpan("project audit event", { kind: SpanKind.CONSUMER, startTime: startedMs }, childrenOf(traceparent))
    .setAttribute("ecr.event.id", eventId)
    .end();
}

/** `traceparent` of W3C Trace Context, level 1, version 00. */
const written = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** A span as the parent of others, in this or another process; null when it is not recorded. */
export function traceparentOf(span: Span): string | null {
  if (!span.isRecording()) return null;
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

/** The context in which spans have this parent. A malformed `traceparent` counts as none. */
export function childrenOf(traceparent: string | null | undefined): Context {
  const [, traceId, spanId, flags = ""] = written.exec(traceparent ?? "") ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
