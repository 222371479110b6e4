import { expect, it } from "vitest";
import { auditEvent } from "../../../shared/audit/audit-event.ts";

const facts = { id: "e1", type: "emergency-call.outcome.v1", subject: "call-1", data: { a: 1 } } as const;

it.each([
  ["from milliseconds", { at: Date.parse("2026-11-22T12:00:00Z") }, "2026-11-22T12:00:00.000Z", ""],
  ["from an instant, as that is written", { at: "2026-11-22T12:00:00Z" }, "2026-11-22T12:00:00Z", ""],
  ["without a trace", { at: 0, traceparent: null }, "1970-01-01T00:00:00.000Z", ""],
  ["with its trace", { at: 0, traceparent: "00-1-2-01" }, "1970-01-01T00:00:00.000Z", '"traceparent":"00-1-2-01",'],
])("an event is made %s, with its members always in the same order", (_, given, time, trace) => {
  expect(JSON.stringify(auditEvent({ ...facts, ...given }))).toBe(
    '{"specversion":"1.0","id":"e1","source":"/emergency-call-router","type":"emergency-call.outcome.v1",' +
      `"subject":"call-1","time":"${time}","datacontenttype":"application/json",${trace}"data":{"a":1}}`,
  );
});
