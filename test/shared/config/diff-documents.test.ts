import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyOperations } from "../../../shared/config/change/apply-change.ts";
import type { Operation } from "../../../shared/config/change/change-set.ts";
import { diffDocuments, summarise } from "../../../shared/config/diff-documents.ts";
import type { ConfigDocument } from "../../../shared/config/document.ts";
import { documentItems, itemKinds, type KindDefinition } from "../../../shared/config/item-kinds.ts";
import { canonicalJson } from "../../../shared/json/canonical-json.ts";
import { arbitraryDocument, shuffled } from "../../support/config/arbitrary-document.ts";
import { smallDocument, smallWith } from "../../support/config/small-document.ts";

describe("the difference between two documents", () => {
  it("names what was added, removed and changed, and in which fields", async () => {
    const [gb999, gb112, fr18, fr112] = smallDocument.numbers;
    const note = { ...gb999, note: "new", class: "special" };
    const added = { ...gb112, shortCode: "998" };
    const after = smallWith(() => ({ numbers: [added, note, gb112, fr112], tenants: [] }));
    expect(await diffDocuments(smallDocument, after)).toEqual([
      { kind: "number", key: "*|FR|18", change: "removed", before: fr18, after: null, fields: [] },
      { kind: "number", key: "*|GB|999", change: "changed", before: gb999, after: note, fields: ["class", "note"] },
      { kind: "number", key: "contoso|GB|998", change: "added", before: null, after: added, fields: [] },
      {
        kind: "tenant",
        key: "contoso",
        change: "removed",
        before: smallDocument.tenants[0],
        after: null,
        fields: [],
      },
    ]);
  });

  it("tells of the defaults", async () => {
    const after = smallWith(({ defaults }) => ({ defaults: { ...defaults, unprovisioned: "ordinary" } }));
    expect(await diffDocuments(smallDocument, after)).toMatchObject([
      { kind: "defaults", key: "all", change: "changed", fields: ["unprovisioned"] },
    ]);
  });

  it("is counted by kind, and only the kinds that changed", async () => {
    const after = smallWith(({ numbers }) => ({ numbers: numbers.slice(1), tenants: [{ name: "contoso" }] }));
    expect(summarise(await diffDocuments(smallDocument, after))).toEqual({
      number: { added: 0, changed: 0, removed: 1 },
      tenant: { added: 0, changed: 1, removed: 0 },
    });
    expect(summarise([])).toEqual({});
  });

  it("is nothing between a document and itself, in whatever order, read again or not", async () => {
    const twoOrders = arbitraryDocument.chain((made) => fc.tuple(fc.constant(made), shuffled(made)));
    await fc.assert(
      fc.asyncProperty(twoOrders, async ([made, other]) => {
        expect(await diffDocuments(made, other)).toEqual([]);
        expect(await diffDocuments(made, structuredClone(other))).toEqual([]);
      }),
    );
  });

  it("of the operations from one to another is what they say, and applying them gives that other", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, arbitraryDocument, async (before, after) => {
        const diff = await diffDocuments(before, after);
        const made = await applyOperations(before, operationsOf(diff));
        if (made.outcome === "faulty") throw new Error(JSON.stringify(made.faults));
        const { document } = made.value;
        expect(canonicalJson(await documentItems(document))).toBe(canonicalJson(await documentItems(after)));
        expect(await diffDocuments(before, document)).toEqual(diff);
        expect(await diffDocuments(document, after)).toEqual([]);
        expect(keysOf(diff)).toEqual(await differingKeys(before, after));
      }),
    );
  });
});

type Diff = Awaited<ReturnType<typeof diffDocuments>>;

const operationsOf = (diff: Diff): readonly Operation[] =>
  diff.map(({ kind, before, after }): Operation => {
    if (after !== null) return { op: "put", kind, item: after };
    const { keyFields }: KindDefinition = itemKinds[kind];
    return { op: "delete", kind, key: Object.fromEntries(keyFields.map((field) => [field, before?.[field]])) };
  });

const keysOf = (diff: Diff) => diff.map(({ kind, key }) => `${kind} ${key}`);

/** What differs, found without the thing that is tested. */
async function differingKeys(before: ConfigDocument, after: ConfigDocument): Promise<readonly string[]> {
  const [earlier, later] = [await documentItems(before), await documentItems(after)];
  const jsonByKey = (items: typeof earlier) =>
    new Map(items.map(({ kind, key, item }) => [`${kind} ${key}`, canonicalJson(item)]));
  const [was, is] = [jsonByKey(earlier), jsonByKey(later)];
  const both = [...earlier, ...later].sort((a, b) => {
    const [first, second] = a.kind === b.kind ? [a.key, b.key] : [a.kind, b.kind];
    return first < second ? -1 : first > second ? 1 : 0;
  });
  return [...new Set(both.map(({ kind, key }) => `${kind} ${key}`))].filter((key) => was.get(key) !== is.get(key));
}
