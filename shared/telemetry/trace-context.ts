import { type Context, ROOT_CONTEXT, type Span, TraceFlags, trace } from "@opentelemetry/api";

/** `traceparent` of W3C Trace Context, level 1, version 00. */
const written = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** A span as the parent of others, wherever they are made; null when nobody records it. */
export function traceparentOf(span: Span): string | null {
  if (!span.isRecording()) return null;
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

/** The context in which spans have this parent. What is no `traceparent` is no parent. */
export function childrenOf(traceparent: string | null | undefined): Context {
  const [, traceId, spanId, flags = ""] = written.exec(traceparent ?? "") ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
