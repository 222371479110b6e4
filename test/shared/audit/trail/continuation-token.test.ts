import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readToken, writeToken } from "../../../../shared/audit/trail/continuation-token.ts";
import type { TrailQuery } from "../../../../shared/audit/trail/trail-query.ts";

const query: TrailQuery = {
  callId: null,
  from: "2026-11-22T00:00:00.000Z",
  to: "2026-11-23T00:00:00.000Z",
  filters: { territory: "GB", class: undefined },
};
const position = "2026-11-22T12:00:00.000Z_0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10";
const token = writeToken(position, query);

describe("a continuation token", () => {
  it("says where its query goes on, and can stand in a URL", () => {
    expect(readToken(token, query)).toBe(position);
    expect(token).toMatch(/^[\w-]+$/);
  });

  it("is the same for the same place, in whatever order the query's members come", () => {
    expect(
      writeToken(position, {
        filters: { territory: "GB" },
        to: query.to,
        from: query.from,
        callId: null,
      } as TrailQuery),
    ).toBe(token);
  });

  it.each<[string, TrailQuery]>([
    ["another filter", { ...query, filters: { territory: "FR" } }],
    ["no filter", { ...query, filters: {} }],
    ["another beginning", { ...query, from: "2026-11-22T00:00:00.001Z" } as TrailQuery],
    ["another end", { ...query, to: "2026-11-24T00:00:00.000Z" } as TrailQuery],
    ["one call", { ...query, callId: "call-1" }],
  ])("is not taken for %s", (_, other) => {
    expect(readToken(token, other)).toBeNull();
  });

  it("is not taken once any character of it was changed, added or left out", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const change = fc.record({
      index: fc.nat(token.length - 1),
      character: fc.constantFrom(...alphabet),
      kind: fc.constantFrom("replace", "insert", "delete"),
    });
    fc.assert(
      fc.property(change, ({ index, character, kind }) => {
        const rest = token.slice(kind === "insert" ? index : index + 1);
        const changed = `${token.slice(0, index)}${kind === "delete" ? "" : character}${rest}`;
        fc.pre(changed !== token);
        expect(readToken(changed, query)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it("is not taken when it was made up", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => readToken(text, query) === null));
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) => readToken(Buffer.from(JSON.stringify(value)).toString("base64url"), query) === null,
      ),
    );
  });

  it.each(["2026-11-21T23:59:59.999Z_a", "2026-11-23T00:00:00.000Z_a", "x' or PartitionKey ne '", "~"])(
    "that is right in itself cannot lead out of the query's window: %s",
    (elsewhere) => {
      expect(readToken(writeToken(elsewhere, query), query)).toBeNull();
    },
  );
});
