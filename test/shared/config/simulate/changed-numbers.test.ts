import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedNumbers } from "../../../../shared/config/simulate/changed-numbers.ts";
import { arbitraryDocument, shuffled } from "../../../support/config/arbitrary-document.ts";
import { compiledOf } from "../../../support/config/compiled-document.ts";

const number = { territory: "GB", shortCode: "999", class: "emergency" };
const documentOf = (...numbers: readonly object[]) => compiledOf({ numbers }).document;

describe("the numbers that changed", () => {
  it.each([
    ["added", documentOf(), documentOf(number), ["emergency"]],
    ["removed", documentOf(number), documentOf(), ["emergency"]],
    [
      "as they were and as they are",
      documentOf(number),
      documentOf({ ...number, class: "special" }),
      ["special", "emergency"],
    ],
    ["told apart by tenant", documentOf(number), documentOf(number, { ...number, tenant: "contoso" }), ["emergency"]],
  ])("are those %s", async (_, before, after, classes) => {
    const changed = await changedNumbers(before, after);
    expect(changed.map((item) => item.class)).toEqual(classes);
  });

  it("are none between the same items in another order, read anew", async () => {
    const pairs = arbitraryDocument.chain((document) => fc.tuple(fc.constant(document), shuffled(document)));
    await fc.assert(
      fc.asyncProperty(pairs, async ([document, other]) => {
        expect(await changedNumbers(document, structuredClone(other))).toEqual([]);
      }),
    );
  });
});
