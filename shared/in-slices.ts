import { setImmediate as letOthersRun } from "node:timers/promises";

/** Long work in many small steps: whoever runs it may do something else after each. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** How long calls may have to wait for one slice of other work. */
const sliceMs = 4;

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
    await letOthersRun();
    untilMs = performance.now() + sliceMs;
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

function* steps<Item>(items: Iterable<Item>, run: (item: Item, index: number) => void): Steps<void> {
  let index = 0;
  for (const item of items) {
    run(item, index++);
    yield;
  }
}
