import fc from "fast-check";
import { expect, it } from "vitest";
import { documentSchema } from "../../../../shared/config/document.ts";
import { documentHash } from "../../../../shared/config/document-hash.ts";
import { replaceLists } from "../../../../shared/config/transfer/replace-lists.ts";
import { arbitraryDocument, shuffled } from "../../../support/config/arbitrary-document.ts";

it("keeps every list and every item that says the same, whatever their order", async () => {
  const documents = arbitraryDocument.chain((document) => fc.tuple(fc.constant(document), shuffled(document)));
  await fc.assert(
    fc.asyncProperty(documents, async ([document, other]) => {
      const again = documentSchema.parse(other);
      const { document: replaced } = await replaceLists(document, { lists: again, origins: new Map() });
      expect(await documentHash(replaced)).toBe(await documentHash(document));
      expect(replaced.numbers.every((number) => document.numbers.includes(number))).toBe(true);
      const same = await replaceLists(document, { lists: documentSchema.parse(document), origins: new Map() });
      expect(same.document.numbers).toBe(document.numbers);
      expect(same.document.defaults).toBe(document.defaults);
    }),
  );
});

it("replaces the lists that are given whole and leaves the others alone", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryDocument, arbitraryDocument, async (document, { numbers, defaults }) => {
      const { document: replaced } = await replaceLists(document, { lists: { numbers, defaults }, origins: new Map() });
      expect(replaced).toEqual({ ...document, numbers, defaults });
    }),
  );
});

it("gives an item that stays the origin that it has in the file", async () => {
  const number = { territory: "GB", shortCode: "999", class: "emergency" };
  const document = documentSchema.parse({ numbers: [number] });
  const { numbers } = documentSchema.parse({ numbers: [number, { ...number, shortCode: "112" }] });
  const origins = new Map(numbers.map((item, i) => [item, `line ${i + 2}`]));
  const replaced = await replaceLists(document, { lists: { numbers }, origins });
  expect(replaced.document.numbers[0]).toBe(document.numbers[0]);
  expect(replaced.document.numbers.map((item) => replaced.origins.get(item))).toEqual(["line 2", "line 3"]);
});
