import { type Span, SpanKind, trace } from "@opentelemetry/api";
import type { AuditStatus } from "../audit/audit-event.ts";
import type { Decision } from "../routing/decision.ts";
import { childrenOf, traceparentOf } from "./trace-context.ts";

/** The trace of one call that is recorded in the audit trail. It holds nothing personal, and may be sampled away. */
export type CallTrace = {
  /** What goes with the audit event, so that its projection is found in the same trace; null when nobody records. */
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
