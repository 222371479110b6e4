import { pace } from "./pace.ts";

/** So many are sorted, or merged, in far less than a slice. */
const sortedAtOnce = 500;

/** The items in the order of their keys, by UTF-16 code units; those with the same key in the order that they had. Paced. */
export async function sortPaced<Item>(items: readonly Item[], keyOf: (item: Item) => string): Promise<readonly Item[]> {
  const isBefore = (a: Item, b: Item): boolean => keyOf(a) < keyOf(b);
  let runs: (readonly Item[])[] = [];
  for (let from = 0; from < items.length; from += sortedAtOnce) {
    const run = items.slice(from, from + sortedAtOnce);
    runs.push(run.sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0)));
    if (pace.isDue()) await pace.rest();
  }
  while (runs.length > 1) {
    const longer: (readonly Item[])[] = [];
    for (let i = 0; i < runs.length; i += 2) longer.push(await merge(runs[i] ?? [], runs[i + 1] ?? [], isBefore));
    runs = longer;
  }
  return runs[0] ?? [];
}

async function merge<Item>(
  first: readonly Item[],
  second: readonly Item[],
  isBefore: (a: Item, b: Item) => boolean,
): Promise<readonly Item[]> {
  const merged: Item[] = [];
  let next = 0;
  for (const item of first) {
    for (let other = second[next]; other !== undefined && isBefore(other, item); other = second[++next])
      merged.push(other);
    merged.push(item);
    if (merged.length % sortedAtOnce === 0 && pace.isDue()) await pace.rest();
  }
  return merged.concat(second.slice(next));
}
