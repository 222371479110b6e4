import { setImmediate as letOthersRun } from "node:timers/promises";

/** How long calls may have to wait for one slice of other work. */
const sliceMs = 4;

/**
 * Runs something for every item of a long list, in order, and gives way to calls again and again: for work that would
 * hold up the process if it were done in one go. Rejects with what `run` throws.
 */
export async function eachInSlices<Item>(
  items: Iterable<Item>,
  run: (item: Item, index: number) => void,
): Promise<void> {
  let untilMs = performance.now() + sliceMs;
  let index = 0;
  for (const item of items) {
    run(item, index++);
    if (performance.now() < untilMs) continue;
    await letOthersRun();
    untilMs = performance.now() + sliceMs;
  }
}

/** What `read` makes of every item, in order; gives way to calls like `eachInSlices`. */
export async function mapInSlices<Item, Result>(
  items: Iterable<Item>,
  read: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  await eachInSlices(items, (item, index) => results.push(read(item, index)));
  return results;
}
