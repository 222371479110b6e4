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

/** Whether an error says nothing of the row: the store failed, or did not answer at all. */
export const isOfStore = (error: unknown): boolean =>
  error !== null && (meaningOf(error) === null || meaningOf(error) === "failing");

/** Whether a transaction may have failed because of one of its rows: the store has answered, if only that it cannot. */
export const mayBeOfOneRow = (error: unknown): boolean => meaningOf(error) !== null;
