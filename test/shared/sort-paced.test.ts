import fc from "fast-check";
import { expect, it } from "vitest";
import { sortPaced } from "../../shared/sort-paced.ts";

const keyed = fc.record({ key: fc.string({ maxLength: 2, unit: "binary" }), place: fc.nat() });
const keyOf = ({ key }: { readonly key: string }): string => key;

it("sorts as in one go, and leaves those with one key as they were", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(keyed, { maxLength: 3_000, size: "max" }), async (items) => {
      const sorted = items.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      expect(await sortPaced(items, keyOf)).toEqual(sorted);
    }),
    { numRuns: 20 },
  );
});
