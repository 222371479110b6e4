import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentSchema, emptyDocument } from "../../../shared/config/document.ts";
import { documentHash } from "../../../shared/config/document-hash.ts";
import { arbitraryDocument, shuffled } from "../../support/config/arbitrary-document.ts";
import { smallDocument } from "../../support/config/small-document.ts";

const document = documentSchema.parse({
  numbers: [
    { territory: "GB", shortCode: "999", class: "emergency", services: ["police", "fire"], note: "the first" },
    { tenant: "contoso", territory: "GB", shortCode: "999", class: "ordinary", validFrom: "2026-01-01T00:00:00.000Z" },
  ],
});

describe("a document's hash", () => {
  it("does not depend on the order of its lists", async () => {
    const twoOrders = arbitraryDocument.chain((made) => fc.tuple(fc.constant(made), shuffled(made)));
    await fc.assert(
      fc.asyncProperty(twoOrders, async ([made, other]) => {
        expect(await documentHash(other)).toBe(await documentHash(made));
      }),
    );
  });

  // Versions that are stored already are read back by these names.
  it.each([
    ["nothing", emptyDocument, "c55732dd511431bf3fe5d072ceeed21d4b25b9627220c859c2b843f202a3ac2b"],
    ["two numbers", document, "dd5afd29eefffb28262d5b496794209076d2439ddeefadabd88511a707cc0df1"],
    ["a little of everything", smallDocument, "5d36322dfef08903dbe52f78babcf73394a1b6b88b0b3f2bbbccad0a93155661"],
  ])("of %s without holds is what it was before there were any", async (_, made, hex) => {
    expect(await documentHash(made)).toBe(`sha256:${hex}`);
  });

  it("is another when there is a hold", async () => {
    const held = documentSchema.parse({ ...document, legalHolds: [{ name: "all", reason: "Court order 17" }] });
    expect(await documentHash(held)).not.toBe(await documentHash(document));
  });

  it("is another for another item", async () => {
    const changed = documentSchema.parse({ ...document, numbers: document.numbers.slice(1) });
    expect(await documentHash(document)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await documentHash(changed)).not.toBe(await documentHash(document));
  });
});
