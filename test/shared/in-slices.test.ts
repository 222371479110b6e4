import fc from "fast-check";
import { expect, it } from "vitest";
import { inOneGo, sortInSteps } from "../../shared/in-slices.ts";

const keyed = fc.record({ key: fc.string({ maxLength: 2, unit: "binary" }), place: fc.nat() });
const keyOf = ({ key }: { readonly key: string }): string => key;

it("sorts in steps as in one go, and leaves those with one key as they were", () => {
  fc.assert(
    fc.property(fc.array(keyed, { maxLength: 3_000, size: "max" }), (items) => {
      const sorted = items.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      expect(inOneGo(sortInSteps(items, keyOf))).toEqual(sorted);
    }),
    { numRuns: 20 },
  );
});

it("takes many steps for many items", () => {
  const items = Array.from({ length: 20_000 }, (_, i) => ({ key: String((i * 7_919) % 20_000) }));
  const steps = [...sortInSteps(items, keyOf)];
  expect(steps.length).toBeGreaterThan(100);
});
