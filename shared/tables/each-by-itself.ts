import { setTimeout as pause } from "node:timers/promises";
import { meaningOf } from "./table-call.ts";

/** What came of one of many: `error` is null when it was done. */
export type Fate<Result> =
  | { readonly error: null; readonly result: Result }
  | { readonly error: unknown; readonly tried: boolean };

const atOnce = 8;

/**
 * Does for each item alone what failed for all of them together; answers the outcome of each, in order. When the first ones all
 * fail, and not because of what is in them, the others are tried only if `isWell` says that it is not the store.
 */
export async function eachByItself<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
  isWell: () => Promise<boolean> = async () => false,
): Promise<readonly Fate<Result>[]> {
  const fateOf = (item: Item): Promise<Fate<Result>> =>
    run(item).then(
      (result) => ({ error: null, result }),
      (error: unknown) => ({ error, tried: true }),
    );
  const fates: Fate<Result>[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    const doubtful = start === atOnce && fates.every(({ error }) => isOfStore(error));
    if (doubtful && !(await isWell())) break;
    fates.push(...(await Promise.all(items.slice(start, start + atOnce).map(fateOf))));
  }
  return items.map((_, index) => fates[index] ?? { error: fates[0]?.error, tried: false });
}

/**
 * What came of one of many that was tried again. `isAlone`: it failed both times, and between them the store took another row of
 * the partition.
 */
export type LastFate<Result> =
  | { readonly error: null; readonly result: Result }
  | { readonly error: unknown; readonly isAlone: boolean };

export type TryingAgain = { readonly isWell: () => Promise<boolean>; readonly afterMs: number };

/**
 * The same, and what failed is tried once more if the store is well: the fault may have ended just before that was asked. Only an
 * item that fails again is alone with that.
 */
export async function eachByItselfTwice<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
  { isWell, afterMs }: TryingAgain,
): Promise<readonly LastFate<Result>[]> {
  const first = await eachByItself(items, run, isWell);
  const failed = items.flatMap((item, index) => (first[index]?.error === null ? [] : [{ item, index }]));
  if (failed.length === 0 || !(await isWell())) return first.map((fate) => lastFate(fate, false));
  if (afterMs > 0) await pause(afterMs);
  const again = await eachByItself(
    failed.map(({ item }) => item),
    run,
    isWell,
  );
  const second = new Map(failed.map(({ index }, at) => [index, again[at]]));
  return first.map((fate, index) => lastFate(second.get(index) ?? fate, true));
}

const lastFate = <Result>(fate: Fate<Result>, isAlone: boolean): LastFate<Result> =>
  "result" in fate ? fate : { error: fate.error, isAlone: isAlone && fate.tried };

/** Whether an error says nothing of the row: the store failed, or did not answer at all. */
export const isOfStore = (error: unknown): boolean =>
  error !== null && (meaningOf(error) === null || meaningOf(error) === "failing");

/** Whether a transaction may have failed because of one of its rows: the store has answered, if only that it cannot. */
export const mayBeOfOneRow = (error: unknown): boolean => meaningOf(error) !== null;
