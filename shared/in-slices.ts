import { setImmediate as letOthersRun } from "node:timers/promises";

/** Long work in many small steps: whoever runs it may do something else after each. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** How long calls may have to wait for one slice of other work. */
const sliceMs = 1;
/** Between two slices calls go on until there is nothing for them to do, but the work goes on in the end. */
const turnsAtMost = 20;
/** A turn of the event loop in which nothing happens is shorter. */
const idleTurnMs = 0.1;

/** Runs all steps without a pause: for work that is short, or that nobody waits beside. */
export function inOneGo<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Runs the steps and gives way to calls again and again. Rejects with what a step throws. */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  let untilMs = performance.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < untilMs) continue;
    await letCallsRun();
    untilMs = performance.now() + sliceMs;
  }
}

/** A call takes several turns of the event loop: with a slice in each of them it would wait for that many slices. */
async function letCallsRun(): Promise<void> {
  for (let turn = 0; turn < turnsAtMost; turn++) {
    const beganMs = performance.now();
    await letOthersRun();
    if (performance.now() - beganMs < idleTurnMs) return;
  }
}

/** Runs something for every item of a long list, in order, and gives way to calls. Rejects with what `run` throws. */
export const eachInSlices = <Item>(items: Iterable<Item>, run: (item: Item, index: number) => void): Promise<void> =>
  inSlices(steps(items, run));

/** What `read` makes of every item, in order; gives way to calls. */
export async function mapInSlices<Item, Result>(
  items: Iterable<Item>,
  read: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  await eachInSlices(items, (item, index) => results.push(read(item, index)));
  return results;
}

/** So many are sorted, or merged, in far less than a slice. */
const sortedAtOnce = 500;

/** The items in the order of their keys, by UTF-16 code units; those with the same key in the order that they had. */
export function* sortInSteps<Item>(items: readonly Item[], keyOf: (item: Item) => string): Steps<readonly Item[]> {
  const isBefore = (a: Item, b: Item): boolean => keyOf(a) < keyOf(b);
  let runs: (readonly Item[])[] = [];
  for (let from = 0; from < items.length; from += sortedAtOnce) {
    const run = items.slice(from, from + sortedAtOnce);
    runs.push(run.sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0)));
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly Item[])[] = [];
    for (let i = 0; i < runs.length; i += 2) longer.push(yield* merge(runs[i] ?? [], runs[i + 1] ?? [], isBefore));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merge<Item>(
  first: readonly Item[],
  second: readonly Item[],
  isBefore: (a: Item, b: Item) => boolean,
): Steps<readonly Item[]> {
  const merged: Item[] = [];
  let next = 0;
  for (const item of first) {
    for (let other = second[next]; other !== undefined && isBefore(other, item); other = second[++next])
      merged.push(other);
    merged.push(item);
    if (merged.length % sortedAtOnce === 0) yield;
  }
  return merged.concat(second.slice(next));
}

function* steps<Item>(items: Iterable<Item>, run: (item: Item, index: number) => void): Steps<void> {
  let index = 0;
  for (const item of items) {
    run(item, index++);
    yield;
  }
}
