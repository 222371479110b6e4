import { HttpRequest } from "@azure/functions";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import {
  callQuery,
  eventsQuery,
  exportQuery,
  toTrailQuery,
  verificationQuery,
} from "../../../functions/edge/audit-queries.ts";
import { readQuery } from "../../../functions/edge/read-query.ts";
import { outcomeSchema } from "../../../shared/audit/outcome-event.ts";
import { readCallSetup } from "../../../shared/recognition/read-call-setup.ts";

const read = <Schema extends z.ZodObject>(schema: Schema, query: Readonly<Record<string, string>>) =>
  readQuery(new HttpRequest({ method: "GET", url: "http://127.0.0.1/api/v1/audit/events", query }), schema);

const window = { from: "2026-11-22T12:00:00Z", to: "2026-11-22T13:00:00Z" };

/** The faulty parameters, in order. */
const faults = (schema: z.ZodObject, query: Readonly<Record<string, string>>): readonly string[] => {
  const result = read(schema, query);
  return result.outcome === "faulty" ? result.faults.map(({ path }) => path).sort() : [];
};

describe("a query for events", () => {
  it("is read with everything that can be asked for", () => {
    const given = {
      from: "2026-11-22T13:00:00+01:00",
      to: "2026-11-22T13:00:00.5Z",
      territory: "gb",
      class: "emergency",
      tenant: "o'neil",
      type: "emergency-call.decided.v1",
      flag: "invalid:tenant",
      ingress: "zoom",
      shortCode: "999",
      callingParty: " 44 1632 960123",
      limit: "1000",
    };
    const result = read(eventsQuery, { ...given, code: "a-function-key" });
    expect(result).toMatchObject({ outcome: "valid", value: { limit: 1_000 } });
    expect(result.outcome === "valid" ? toTrailQuery(result.value) : null).toEqual({
      callId: null,
      from: "2026-11-22T12:00:00.000Z",
      to: "2026-11-22T13:00:00.500Z",
      filters: {
        territory: "GB",
        class: "emergency",
        tenant: "o'neil",
        type: "emergency-call.decided.v1",
        flag: "invalid:tenant",
        ingress: "zoom",
        shortCode: "999",
        callingParty: " 44 1632 960123",
      },
    });
  });

  it("needs no window when it is of one call, and may have a wide one", () => {
    expect(read(eventsQuery, { callId: "call-1" })).toMatchObject({ value: { limit: 100 } });
    expect(faults(eventsQuery, { callId: "call-1", from: "2020-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z" })).toEqual(
      [],
    );
  });

  it.each<[string, Record<string, string>, readonly string[]]>([
    ["nothing", {}, ["from", "to"]],
    ["one end", { from: window.from }, ["to"]],
    ["32 days", { from: "2026-10-01T00:00:00Z", to: "2026-11-02T00:00:00Z" }, ["to"]],
    ["an end that comes first", { from: window.to, to: window.from }, ["to"]],
    ["an empty window", { from: window.to, to: window.to }, ["to"]],
    ["no instants", { from: "yesterday", to: "2026-11-22" }, ["from", "to"]],
    ["instants far away", { from: "0001-01-01T00:00:00Z", to: "9999-12-31T23:59:59Z" }, ["from", "to"]],
    ["a time without a zone", { ...window, from: "2026-11-22T12:00:00" }, ["from"]],
    ["a day that does not exist", { ...window, from: "2026-02-30T12:00:00Z" }, ["from"]],
    [
      "everything wrong at once",
      {
        from: "x",
        to: "y",
        territory: "GBR",
        class: "urgent",
        tenant: "",
        type: "x",
        flag: "a' or 1 eq 1",
        ingress: "x".repeat(65),
        shortCode: "+44999",
        callingParty: "Alice",
        limit: "0",
      },
      ["callingParty", "class", "flag", "from", "ingress", "limit", "shortCode", "tenant", "territory", "to", "type"],
    ],
    ["a caller of which nothing is left", { ...window, callingParty: "()" }, ["callingParty"]],
    ["a flag that there is none of", { ...window, flag: "ambigous-territory" }, ["flag"]],
    ["a flag that names nothing", { ...window, flag: "invalid:" }, ["flag"]],
    ["too large a page", { ...window, limit: "1001" }, ["limit"]],
    ["half an event", { ...window, limit: "1.5" }, ["limit"]],
    ["a parameter that is misspelt", { ...window, teritory: "GB" }, ["teritory"]],
    ["a parameter twice, as the host hands it over", { ...window, class: "emergency,test" }, ["class"]],
    ["a Call-ID with a control character", { callId: "a\nb" }, ["callId"]],
    ["a Call-ID that is too long", { callId: "x".repeat(257) }, ["callId"]],
  ])("names every fault: %s", (_, query, expected) => {
    expect(faults(eventsQuery, query)).toEqual(expected);
  });

  it("may be for a whole file, in one of two formats, and then has no pages", () => {
    expect(read(exportQuery, window)).toMatchObject({ value: { format: "ndjson" } });
    expect(faults(exportQuery, { ...window, format: "xlsx", limit: "5", continuationToken: "x" })).toEqual([
      "continuationToken",
      "format",
      "limit",
    ]);
  });
});

it("a zone whose + became a blank is told so", () => {
  expect(read(eventsQuery, { ...window, from: "2026-11-22T12:00:00 01:00" })).toEqual({
    outcome: "faulty",
    faults: [
      {
        path: "from",
        message:
          'must be an instant such as 2026-11-22T12:00:00Z; write the + of a zone as %2B; found "2026-11-22T12:00:00 01:00"',
      },
    ],
  });
});

it("a query for one call needs its Call-ID", () => {
  expect(faults(callQuery, {})).toEqual(["callId"]);
});

it.each<[Record<string, string>, readonly string[]]>([
  [window, []],
  [{ from: window.from }, ["to"]],
  [{ ...window, territory: "GB" }, ["territory"]],
  [{ from: "2026-10-01T00:00:00Z", to: "2026-11-02T00:00:00Z" }, ["to"]],
])("a query for verification has a window and nothing else: %j", (query, expected) => {
  expect(faults(verificationQuery, query)).toEqual(expected);
});

const callIds = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "binary-ascii", maxLength: 300 }),
  fc.constantFrom("a\nb", "\u0000", "\u007f", "\u0085", "\ud800", "a\udc00b", "a\u2028b", "😀@h", "", "x".repeat(257)),
);

it("a Call-ID is taken by calls, outcomes and queries alike, and whatever is taken can be asked for in a URL", () => {
  fc.assert(
    fc.property(callIds, (callId) => {
      const inCall = readCallSetup({ calledParty: "999", callId }, () => "made");
      const isTaken = inCall?.call.callId === callId;
      expect(outcomeSchema.safeParse({ callId, finalStatus: 200 }).success).toBe(isTaken);
      expect(callQuery.safeParse({ callId }).success).toBe(isTaken);
      if (!isTaken) return;
      const url = `http://127.0.0.1/api/v1/audit/calls?${new URLSearchParams({ callId })}`;
      expect(readQuery(new HttpRequest({ method: "GET", url }), callQuery)).toEqual({
        outcome: "valid",
        value: { callId },
      });
    }),
    { numRuns: 1_000 },
  );
});
