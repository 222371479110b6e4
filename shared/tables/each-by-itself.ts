import { meaningOf } from "./table-error.ts";

/** What came of one of many: `error` is null when it was done. */
export type Fate<Result> = { readonly error: null; readonly result: Result } | { readonly error: unknown };

const atOnce = 8;

/**
 * Does for each item what failed for all of them together, and tells what came of each, in order. When the first ones all
 * fail, and not because of what is in them, it is the store that fails: the others are not tried.
 */
export async function eachByItself<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<readonly Fate<Result>[]> {
  const fateOf = (item: Item): Promise<Fate<Result>> =>
    run(item).then(
      (result) => ({ error: null, result }),
      (error: unknown) => ({ error }),
    );
  const fates: Fate<Result>[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    fates.push(...(await Promise.all(items.slice(start, start + atOnce).map(fateOf))));
    const [first] = fates;
    if (start === 0 && first !== undefined && fates.every(({ error }) => isOfStore(error)))
      return items.map((_, index) => fates[index] ?? first);
  }
  return fates;
}

/** Whether an error says nothing of the row: the store failed, or did not answer at all. */
export const isOfStore = (error: unknown): boolean =>
  error !== null && (meaningOf(error) === null || meaningOf(error) === "failing");

/** Whether a transaction may have failed because of one of its rows: the store has answered, if only that it cannot. */
export const mayBeOfOneRow = (error: unknown): boolean => meaningOf(error) !== null;
