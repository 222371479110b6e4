import { describe, expect, it } from "vitest";
import { type ConfigDocument, documentSchema, emptyDocument } from "../../../shared/config/document.ts";
import { fingerprintLists } from "../../../shared/config/fingerprint.ts";
import { kinds } from "../../../shared/config/item-kinds.ts";
import { smallDocument } from "../../support/config/small-document.ts";

const hashesOf = async (document: ConfigDocument) =>
  Object.fromEntries((await fingerprintLists(document)).map(({ list, hash }) => [list, hash]));

describe("the fingerprint of a document", () => {
  it("has every list with its kind, its key and its number of items", async () => {
    const lists = await fingerprintLists(smallDocument);
    expect(lists.map(({ kind }) => kind)).toEqual(kinds);
    expect(lists.find(({ list }) => list === "numbers")).toMatchObject({
      kind: "number",
      key: ["tenant", "territory", "shortCode", "validFrom"],
      items: smallDocument.numbers.length,
      hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    expect(lists.find(({ kind }) => kind === "defaults")).toMatchObject({ list: "defaults", key: [], items: 1 });
  });

  it("is the same for lists in another order, and differs in the changed list alone", async () => {
    const document = documentSchema.parse({ ...emptyDocument, tenants: [{ name: "a" }, { name: "b" }] });
    const turned = { ...document, tenants: document.tenants.toReversed() };
    expect(await hashesOf(turned)).toEqual(await hashesOf(document));
    const [before, after] = [await hashesOf(document), await hashesOf({ ...document, tenants: [] })];
    expect(Object.keys(before).filter((list) => before[list] !== after[list])).toEqual(["tenants"]);
  });
});
