import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvHeader, csvLine, csvUnreadable } from "../../../shared/audit/event-csv.ts";
import { readEvent } from "../../../shared/audit/read-event.ts";
import { type CallFacts, callEvent, chainOf } from "../../support/trail/trail.ts";

/** The line of an event, and what a reader of CSV makes of it. */
function written(facts: CallFacts) {
  const [event] = chainOf([callEvent(facts)]);
  const read = readEvent(JSON.parse(JSON.stringify(event)));
  if ("reason" in read) throw new Error(read.detail);
  const line = csvLine(read.event, read.text);
  const [names, cells]: string[][] = parse(`${csvHeader()}${line}`, { relax_column_count: false });
  const row = Object.fromEntries((names ?? []).map((name, index) => [name, cells?.[index] ?? ""]));
  return { line, row, event };
}

const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[=+@\t\r\n,"'-][ -~]{0,20}$/));

describe("an event as a line of CSV", () => {
  it("has what people look for, and the event whole", () => {
    const { row, event } = written({
      callId: "call-1",
      flags: ["ambiguous-territory", "stale-config"],
      request: { tenant: "contoso", callingParty: "anonymous" },
    });
    expect(row).toMatchObject({
      time: "2026-11-22T12:00:00.000Z",
      type: "emergency-call.decided.v1",
      eventId: event?.id,
      subject: "call-1",
      class: "emergency",
      territory: "GB",
      tenant: "contoso",
      callingParty: "anonymous",
      flags: "ambiguous-territory stale-config",
      configVersion: "1",
      sequence: "1",
    });
    expect(JSON.parse(row.event ?? "")).toEqual(event);
  });

  it("has a telephone number as text", () => {
    expect(written({ request: { callingParty: "+441632960123" } }).row).toMatchObject({
      calledParty: "'+44999",
      callingParty: "'+441632960123",
    });
  });

  it("holds no cell that a spreadsheet would run, and is one record, whatever is in the event", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (callId, tenant, flag) => {
        const { line, row } = written({ callId, flags: [flag], request: { tenant, callingParty: callId } });
        for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/);
        expect(line.endsWith("\r\n")).toBe(true);
      }),
    );
  });

  it.each(["\n", "\r", "\r\n"])("is one record where a text holds %j", (lineBreak) => {
    const { line } = written({ request: { tenant: `a${lineBreak}=1+1` } });
    expect(line).toContain(`"a${lineBreak}=1+1"`);
  });

  it("gives every text back, but for the apostrophe", () => {
    fc.assert(
      fc.property(anyText, (tenant) => {
        const { row } = written({ request: { tenant } });
        expect([tenant, `'${tenant}`]).toContain(row.tenant);
      }),
    );
  });

  it("says of a row without an event which it is", () => {
    const [cells]: string[][] = parse(csvUnreadable("=1+1"));
    expect(cells).toEqual(expect.arrayContaining(["unreadable", "'=1+1"]));
  });
});
