import type { Steps } from "../in-slices.ts";

/** A number on some list, as far as an index needs it. */
export type IndexedNumber = { readonly territory: string; readonly shortCode: string; readonly isEmergency: boolean };

/** Where a short code is listed at all, and what is an emergency where. */
export type ShortCodeIndex = {
  readonly territoriesWith: ReadonlyMap<string, readonly string[]>;
  readonly emergencyCodesIn: ReadonlyMap<string, readonly string[]>;
  readonly longestShortCode: number;
};

export function* indexShortCodes(numbers: Iterable<IndexedNumber>): Steps<ShortCodeIndex> {
  const territoriesOf = new Map<string, Set<string>>();
  const emergencyCodesOf = new Map<string, Set<string>>();
  let longestShortCode = 0;
  for (const { territory, shortCode, isEmergency } of numbers) {
    addTo(territoriesOf, shortCode, territory);
    if (isEmergency) addTo(emergencyCodesOf, territory, shortCode);
    longestShortCode = Math.max(longestShortCode, shortCode.length);
    yield;
  }
  return {
    territoriesWith: yield* asSortedLists(territoriesOf),
    emergencyCodesIn: yield* asSortedLists(emergencyCodesOf),
    longestShortCode,
  };
}

export function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

/** Equal lists are one object: most short codes are listed in the same few territories. */
export function* asSortedLists(
  sets: ReadonlyMap<string, ReadonlySet<string>>,
): Steps<ReadonlyMap<string, readonly string[]>> {
  const known = new Map<string, readonly string[]>();
  const lists = new Map<string, readonly string[]>();
  for (const [key, set] of sets) {
    const list = [...set].sort();
    const id = list.join();
    const same = known.get(id) ?? list;
    known.set(id, same);
    lists.set(key, same);
    yield;
  }
  return lists;
}
