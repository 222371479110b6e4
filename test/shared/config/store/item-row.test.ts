import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { starterConfiguration } from "../../../../shared/config/change/starter-configuration.ts";
import { documentSchema, emptyDocument } from "../../../../shared/config/document.ts";
import { documentHash } from "../../../../shared/config/document-hash.ts";
import { documentItems, documentOf } from "../../../../shared/config/item-kinds.ts";
import { fromRow, type ItemRow, toRow } from "../../../../shared/config/store/item-row.ts";
import { arbitraryDocument, shuffled } from "../../../support/config/arbitrary-document.ts";

const document = documentSchema.parse({
  numbers: [
    { territory: "GB", shortCode: "999", class: "emergency", services: ["police", "fire"], note: "the first" },
    { tenant: "contoso", territory: "GB", shortCode: "999", class: "ordinary", validFrom: "2026-01-01T00:00:00.000Z" },
  ],
});

const rowsOf = (version: number): readonly ItemRow[] => documentItems(document).map((item) => toRow(version, item));

describe("a version's rows", () => {
  it("have a partition of their own and a key that names the item", () => {
    expect(rowsOf(42).map(({ partitionKey, rowKey }) => [partitionKey, rowKey])).toEqual([
      ["version-42", "defaults|all"],
      ["version-42", "number|*|GB|999"],
      ["version-42", "number|contoso|GB|999|2026-01-01T00:00:00.000Z"],
    ]);
  });

  it("have a column a field that a person can read, and none for null", () => {
    expect(rowsOf(1)[1]).toEqual({
      partitionKey: "version-1",
      rowKey: "number|*|GB|999",
      tenant: "*",
      territory: "GB",
      shortCode: "999",
      class: "emergency",
      services: '["police","fire"]',
      source: "",
      note: "the first",
    });
  });

  it("are the document again, whatever it holds", () => {
    fc.assert(
      fc.property(arbitraryDocument, (made) => {
        const rows = documentItems(made).map((item) => toRow(7, item));
        const back = documentOf(rows.map((row) => fromRow(JSON.parse(JSON.stringify(row)))));
        expect(documentItems(back)).toEqual(documentItems(made));
        expect(documentHash(back)).toBe(documentHash(made));
      }),
    );
  });

  it("have keys that Table Storage takes, each only once", () => {
    fc.assert(
      fc.property(arbitraryDocument, (made) => {
        const keys = documentItems(made).map((item) => toRow(7, item).rowKey);
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of keys) expect(key).toMatch(/^[^/\\#?\p{Cc}]{1,512}$/u);
      }),
    );
  });
});

describe("a legal hold's row", () => {
  const hold = { name: "case-17", reason: "Court order 17", tenant: "contoso", from: "2026-01-01T00:00:00.000Z" };
  const [item] = documentItems(documentSchema.parse({ legalHolds: [hold] })).filter(
    ({ kind }) => kind === "legal-hold",
  );

  it("has columns that a person can read, and is the hold again", () => {
    if (item === undefined) throw new Error("the document has no hold");
    const row = toRow(3, item);
    expect(row).toEqual({ partitionKey: "version-3", rowKey: "legal-hold|case-17", ...hold });
    expect(fromRow(row)).toEqual({ kind: "legal-hold", key: "case-17", item: { ...hold, callId: null, to: null } });
  });
});

describe("a row that cannot be read", () => {
  const good = { rowKey: "number|*|GB|999", tenant: "*", territory: "GB", shortCode: "999", class: "emergency" };
  it.each([
    ["of no known kind", { ...good, rowKey: "numeral|*|GB|999" }],
    ["named after a member of every object", { ...good, rowKey: "constructor|x" }],
    ["without a key", { ...good, rowKey: undefined }],
    ["that lacks a field", { rowKey: good.rowKey, territory: "GB", shortCode: "999" }],
    ["whose short code became a number", { ...good, shortCode: 999 }],
    ["whose list is no text", { ...good, services: 1 }],
    ["whose list is no JSON", { ...good, services: "[police]" }],
    ["whose list is another JSON", { ...good, services: '{"0":"police"}' }],
  ])("%s is refused", (_, row) => {
    expect(() => fromRow(row)).toThrow();
  });

  it("is read for all that with columns nobody knows", () => {
    expect(fromRow({ ...good, etag: "1", timestamp: "2026", remark: "x" })).toMatchObject({
      kind: "number",
      key: "*|GB|999",
      item: { shortCode: "999" },
    });
  });
});

describe("a document's hash", () => {
  it("does not depend on the order of its lists", () => {
    const twoOrders = arbitraryDocument.chain((made) => fc.tuple(fc.constant(made), shuffled(made)));
    fc.assert(fc.property(twoOrders, ([made, other]) => documentHash(other) === documentHash(made)));
  });

  // Versions that are stored already are read back by these names.
  it.each([
    ["nothing", emptyDocument, "c55732dd511431bf3fe5d072ceeed21d4b25b9627220c859c2b843f202a3ac2b"],
    ["two numbers", document, "dd5afd29eefffb28262d5b496794209076d2439ddeefadabd88511a707cc0df1"],
    ["the starter", starterConfiguration(), "c6745f6797c58a4e728c4d030b8ba14fa7a186769c52580c6e83ea7c0b3ba67d"],
  ])("of %s without holds is what it was before there were any", (_, made, hex) => {
    expect(documentHash(made)).toBe(`sha256:${hex}`);
  });

  it("is another when there is a hold", () => {
    const held = documentSchema.parse({ ...document, legalHolds: [{ name: "all", reason: "Court order 17" }] });
    expect(documentHash(held)).not.toBe(documentHash(document));
  });

  it("is another for another item", () => {
    const changed = documentSchema.parse({ ...document, numbers: document.numbers.slice(1) });
    expect(documentHash(document)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(documentHash(changed)).not.toBe(documentHash(document));
  });
});
