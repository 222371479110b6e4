import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { documentSchema } from "../../../../shared/config/document.ts";
import { documentHash } from "../../../../shared/config/document-hash.ts";
import { documentItems, itemKinds } from "../../../../shared/config/item-kinds.ts";
import {
  addsUp,
  itemFormat,
  type PackedItems,
  packItems,
  unpackedItems,
} from "../../../../shared/config/store/packed-items.ts";
import { arbitraryDocument } from "../../../support/config/arbitrary-document.ts";

const document = documentSchema.parse({
  numbers: Array.from({ length: 500 }, (_, i) => ({
    territory: "GB",
    shortCode: String(1_000 + i),
    class: "special",
    note: "é 911 \u{1f6a8}".repeat(10),
  })),
});
const hash = await documentHash(document);
const packed: PackedItems = await packItems(await documentItems(document));

describe("packed items", () => {
  it("come out as they went in and add up to the document's hash, whatever they are", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (made) => {
        const parts = await packItems(await documentItems(made));
        expect(await addsUp(parts, await documentHash(made))).toBe(true);
        expect([...unpackedItems(parts)].flat()).toEqual(await documentItems(made));
      }),
    );
  });

  it("are in several parts, none of them large, where there are many", async () => {
    expect(packed.parts.length).toBeGreaterThan(3);
    expect(Math.max(...packed.parts.map(({ length }) => length))).toBeLessThan(32_768);
    expect([...unpackedItems(packed)].flat()).toEqual(await documentItems(document));
  });

  const [first = new Uint8Array(), second = new Uint8Array(), ...others] = packed.parts;
  it.each<[string, readonly Uint8Array[]]>([
    ["the first part is missing", [second, ...others]],
    ["the last part is missing", packed.parts.slice(0, -1)],
    ["two parts changed places", [second, first, ...others]],
    ["a part is there twice", [first, first, second, ...others]],
    ["a part is cut short", [first.subarray(0, -5), second, ...others]],
    ["a part is nothing", [new Uint8Array(), second, ...others]],
    ["a part is no archive", [Buffer.from("[]"), second, ...others]],
    ["a part is of another document", [gzipSync("{}"), second, ...others]],
    ["there are none", []],
  ])("do not add up when %s", async (_, parts) => {
    expect(await addsUp({ ...packed, parts }, hash)).toBe(false);
  });

  it("have a format that is raised with every change of an item's schema: then write the new fingerprint here", () => {
    const schemas = Object.entries(itemKinds).map(([kind, { schema }]) => [
      kind,
      z.toJSONSchema(schema, { metadata: z.registry() }),
    ]);
    const fingerprint = createHash("sha256").update(JSON.stringify(schemas)).digest("hex").slice(0, 16);
    expect({ itemFormat, fingerprint }).toEqual({ itemFormat: 7, fingerprint: "d1b96b343b70f5f6" });
  });
});
