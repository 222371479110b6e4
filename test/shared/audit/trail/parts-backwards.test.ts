import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type PartOfPast, partsBackwards } from "../../../../shared/audit/trail/parts-backwards.ts";

/** Reads instants as a store would: no more of a part than one row too many. */
const reader = (instantsMs: readonly number[], asked: PartOfPast[]) => async (part: PartOfPast) => {
  asked.push(part);
  const found = instantsMs.filter((atMs) => atMs >= part.fromMs && atMs < part.beforeMs);
  return { rows: Math.min(found.length, part.rowsAtMost + 1), found };
};

async function readAll(instantsMs: readonly number[], past: { oldestMs: number; newestMs: number }) {
  const asked: PartOfPast[] = [];
  const parts: { fromMs: number; found: readonly number[] }[] = [];
  for await (const part of partsBackwards(past, reader(instantsMs, asked))) parts.push(part);
  return { asked, parts };
}

const monthMs = 31 * 86_400_000;

it("reads a quiet month in few parts, the latest first", async () => {
  const { asked, parts } = await readAll([1, monthMs - 1], { oldestMs: 0, newestMs: monthMs });
  expect(asked.length).toBeLessThan(10);
  expect(parts.flatMap(({ found }) => found)).toEqual([monthMs - 1, 1]);
  expect(parts.at(-1)?.fromMs).toBe(0);
});

it("reads a second with any number of rows", async () => {
  const crowd = Array.from({ length: 5_000 }, () => 600_000);
  const { parts } = await readAll(crowd, { oldestMs: 0, newestMs: 1_200_000 });
  expect(parts.flatMap(({ found }) => found)).toHaveLength(5_000);
});

it("gives every row once, whatever the past is like", async () => {
  const instants = fc.array(fc.integer({ min: 0, max: 4_000_000 }), { maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(instants, fc.integer({ min: 1, max: 40 }), async (few, times) => {
      const all = few.flatMap((atMs) => Array.from({ length: times }, () => atMs));
      const { parts } = await readAll(all, { oldestMs: 0, newestMs: 4_000_001 });
      expect(parts.flatMap(({ found }) => found).sort((a, b) => a - b)).toEqual(all.sort((a, b) => a - b));
      const begins = parts.map(({ fromMs }) => fromMs);
      expect(begins).toEqual(begins.toSorted((a, b) => b - a));
    }),
    { numRuns: 30 },
  );
});
