import { SpanKind, trace } from "@opentelemetry/api";
import { childrenOf } from "./trace-context.ts";

/** Records that an event has come into the trail, in the trace of the call that it is about. */
export function traceProjection(traceparent: string | null, eventId: string, startedMs: number): void {
  if (traceparent === null) return;
  trace
    .getTracer("emergency-call-router")
    .startSpan("project audit event", { kind: SpanKind.CONSUMER, startTime: startedMs }, childrenOf(traceparent))
    .setAttribute("ecr.event.id", eventId)
    .end();
}
