import fc from "fast-check";
import { expect, it } from "vitest";
import { makePairTable } from "../../../../shared/config/numbers/pair-table.ts";
import { inOneGo } from "../../../../shared/in-slices.ts";

/** Few numbers, so that pairs meet, and the greatest ones. */
const word = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
const value = fc.integer({ min: 1, max: 2 ** 32 - 1 });

function put(table: ReturnType<typeof makePairTable>, first: number, second: number, number: number): void {
  if (table.isFull()) inOneGo(table.grow());
  table.set(first, second, number);
}

it("holds what was put last under each pair, and nothing under others", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word, value), { maxLength: 300 }), fc.tuple(word, word), (puts, [a, b]) => {
      const table = makePairTable();
      const expected = new Map<string, number>();
      for (const [first, second, number] of puts) {
        put(table, first, second, number);
        expected.set(`${first} ${second}`, number);
      }
      for (const [first, second] of puts) expect(table.get(first, second)).toBe(expected.get(`${first} ${second}`));
      expect(table.get(a, b)).toBe(expected.get(`${a} ${b}`) ?? 0);
    }),
  );
});

it("keeps a hundred thousand pairs that differ by one, and finds none beside them", () => {
  const table = makePairTable();
  for (let i = 0; i < 100_000; i++) put(table, i % 100, 1_000_000 + Math.floor(i / 100), i + 1);
  for (let i = 0; i < 100_000; i++)
    if (table.get(i % 100, 1_000_000 + Math.floor(i / 100)) !== i + 1) expect.fail(`${i}`);
  for (let i = 0; i < 100_000; i++) if (table.get(100 + (i % 100), 1_000_000 + i) !== 0) expect.fail(`${i}`);
});

it("refuses what it has no room for: a full one would look for ever", () => {
  const table = makePairTable();
  expect(() => {
    for (let i = 0; i < 1_000; i++) table.set(i, i, 1);
  }).toThrow("full");
  expect(table.get(5_000, 5_000)).toBe(0);
});

it("grows in steps, so that others may run", () => {
  const table = makePairTable();
  for (let i = 0; i < 20_000; i++) put(table, i, i, 1);
  expect([...table.grow()].length).toBeGreaterThan(10);
  expect(table.get(19_999, 19_999)).toBe(1);
});
