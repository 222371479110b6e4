import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentSchema } from "../../../../shared/config/document.ts";
import { documentItems, documentOf } from "../../../../shared/config/item-kinds.ts";
import { fromRow, type ItemRow, toRow } from "../../../../shared/config/store/item-row.ts";
import { arbitraryDocument } from "../../../support/config/arbitrary-document.ts";

const document = documentSchema.parse({
  numbers: [
    { territory: "GB", shortCode: "999", class: "emergency", services: ["police", "fire"], note: "the first" },
    { tenant: "contoso", territory: "GB", shortCode: "999", class: "ordinary", validFrom: "2026-01-01T00:00:00.000Z" },
  ],
});

const items = await documentItems(document);
const rowsOf = (version: number): readonly ItemRow[] => items.map((item) => toRow(version, item));

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

  it("are the document again, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (made) => {
        const rows = (await documentItems(made)).map((item) => toRow(7, item));
        const back = documentOf(rows.map((row) => fromRow(JSON.parse(JSON.stringify(row)))));
        expect(await documentItems(back)).toEqual(await documentItems(made));
      }),
    );
  });

  it("have keys that Table Storage takes, each only once", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (made) => {
        const keys = (await documentItems(made)).map((item) => toRow(7, item).rowKey);
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of keys) expect(key).toMatch(/^[^/\\#?\p{Cc}]{1,512}$/u);
      }),
    );
  });
});

describe("a legal hold's row", async () => {
  const hold = { name: "case-17", reason: "Court order 17", tenant: "contoso", from: "2026-01-01T00:00:00.000Z" };
  const [item] = (await documentItems(documentSchema.parse({ legalHolds: [hold] }))).filter(
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
