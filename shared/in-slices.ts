import { setImmediate as letOthersRun } from "node:timers/promises";

/** Long work in many small steps: whoever runs it may do something else after each. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** How long calls may have to wait for one slice of other work. */
const sliceMs = 2;
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

function* steps<Item>(items: Iterable<Item>, run: (item: Item, index: number) => void): Steps<void> {
  let index = 0;
  for (const item of items) {
    run(item, index++);
    yield;
  }
}
