import { setTimeout as pause } from "node:timers/promises";
import { DependencyError } from "../dependency-error.ts";

const triesAtMost = 10;
const firstPauseMs = 5;
const longestPauseMs = 500;

/**
 * Takes the next free number, from `first` upwards: callers at the same time get different ones. `take` is false when the number is
 * another's. Throws a DependencyError when so many in a row are said to be taken that it is the store that is wrong.
 */
export async function takeNumber(
  call: string,
  first: number,
  take: (number: number) => Promise<boolean>,
): Promise<number> {
  for (let tries = 0; tries < triesAtMost; tries++) {
    if (await take(first + tries)) return first + tries;
    await pause(Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** tries));
  }
  throw new DependencyError(call, true, new Error(`numbers ${first} to ${first + triesAtMost - 1} are all taken`));
}
