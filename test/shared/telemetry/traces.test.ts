import { ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { expect, it } from "vitest";
import { childrenOf, traceparentOf } from "../../../shared/telemetry/traces.ts";

it("reads a traceparent as the parent of spans made elsewhere", () => {
  const context = childrenOf("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  expect(trace.getSpanContext(context)).toEqual({
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    traceFlags: 1,
    isRemote: true,
  });
});

it.each([
  undefined,
  null,
  "",
  "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
  "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  "00-00000000000000000000000000000000-b7ad6b7169203331-01",
  "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
  "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
])("takes %j for no parent", (text) => {
  expect(childrenOf(text)).toBe(ROOT_CONTEXT);
});

it("writes none for a span that nobody records", () => {
  const span = trace.getTracer("nobody listens").startSpan("a call");
  expect(traceparentOf(span)).toBeNull();
});
