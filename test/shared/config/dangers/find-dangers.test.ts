import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryDocument } from "../../../support/config/arbitrary-document.ts";
import { dangersOf, findBetween, later, past, plus, soon } from "../../../support/config/dangers-of.ts";

describe("dangers", () => {
  it("are none where nothing changes", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        expect(await findBetween(document, structuredClone(document))).toEqual([]);
      }),
    );
  });

  it("are none where emergency numbers are only added, with routes", async () => {
    const added = fc.uniqueArray(
      fc.record({
        tenant: fc.constantFrom("*", "contoso"),
        territory: fc.constantFrom("GB", "FR"),
        // Behind all others: an entry more for one of them can send it elsewhere, and a number before them takes over services.
        shortCode: fc.stringMatching(/^999[0-9]{1,3}$/),
        validFrom: fc.constantFrom(null, past, soon, later),
      }),
      { selector: ({ tenant, territory, shortCode, validFrom }) => [tenant, territory, shortCode, validFrom].join() },
    );
    await fc.assert(
      fc.asyncProperty(added, async (numbers) => {
        expect(await dangersOf(plus(...numbers))).toEqual([]);
      }),
    );
  });
});
