import fc from "fast-check";
import { expect, it } from "vitest";
import { groupByTransaction } from "../../../shared/tables/group-by-transaction.ts";

const rows = fc.array(
  fc.record({ partitionKey: fc.constantFrom("a", "b", "c"), rowKey: fc.string(), units: fc.nat(450_000) }),
  { maxLength: 400 },
);

it("rows are put into transactions that Table Storage takes, each row once", () => {
  fc.assert(
    fc.property(rows, (items) => {
      const groups = groupByTransaction(items, ({ partitionKey, rowKey, units }) => ({
        partitionKey,
        rowKey,
        event0: "é".repeat(units),
      }));
      expect(groups.flat()).toHaveLength(items.length);
      expect(new Set(groups.flat())).toEqual(new Set(items));
      for (const group of groups) {
        expect(group.length).toBeLessThanOrEqual(100);
        expect(new Set(group.map(({ partitionKey }) => partitionKey)).size).toBe(1);
        const bytes = group.reduce((sum, { units }) => sum + 6 * units + 500, 0);
        expect(bytes).toBeLessThanOrEqual(4 * 1024 * 1024);
      }
    }),
    { numRuns: 20 },
  );
});

it("small rows of one partition share a transaction up to a hundred", () => {
  const items = Array.from({ length: 250 }, (_, index) => ({ partitionKey: "a", rowKey: String(index) }));
  expect(groupByTransaction(items, (item) => item).map((group) => group.length)).toEqual([100, 100, 50]);
});
