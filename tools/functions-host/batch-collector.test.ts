import { expect, it } from "vitest";
import { createBatchCollector } from "./batch-collector.ts";

const collector = (minEventBatchSize: number) =>
  createBatchCollector<number>({ minEventBatchSize, maxEventBatchSize: 4, maxWaitTime: 1000 });

it("passes events on at once when no minimum is set", () => {
  expect(collector(1).add([1, 2], 0)).toEqual([[1, 2]]);
});

it("passes on nothing when nothing came", () => {
  expect(collector(1).add([], 5000)).toEqual([]);
});

it("holds events back until there are enough", () => {
  const batches = collector(3);
  expect(batches.add([1, 2], 0)).toEqual([]);
  expect(batches.add([3], 10)).toEqual([[1, 2, 3]]);
});

it("passes on fewer when the oldest has waited long enough", () => {
  const batches = collector(3);
  batches.add([1], 0);
  expect(batches.add([], 999)).toEqual([]);
  expect(batches.add([], 1000)).toEqual([[1]]);
});

it("never exceeds the maximum, and keeps the rest when it is too little", () => {
  const batches = collector(3);
  batches.add([1, 2], 0);
  expect(batches.add([3, 4, 5], 10)).toEqual([[1, 2, 3, 4]]);
  expect(batches.add([6, 7], 20)).toEqual([[5, 6, 7]]);
});

it("forgets what it holds when it is cleared", () => {
  const batches = collector(3);
  batches.add([1, 2], 0);
  batches.clear();
  expect(batches.add([3], 10)).toEqual([]);
});
