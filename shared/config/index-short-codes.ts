import type { Steps } from "../in-slices.ts";

/** A number on some list, as far as an index needs it. */
export type IndexedNumber = { readonly territory: string; readonly shortCode: string; readonly isEmergency: boolean };

/** Where a short code is listed at all, and what is an emergency where. */
export type ShortCodeIndex = {
  readonly territoriesWith: ReadonlyMap<string, readonly string[]>;
  readonly emergencyCodesIn: ReadonlyMap<string, readonly string[]>;
  readonly longestShortCode: number;
};

/** An index in the making. */
export type GrowingIndex = {
  readonly add: (number: IndexedNumber) => void;
  /** The index of all that was added. */
  readonly finish: () => Steps<ShortCodeIndex>;
};

export function growIndex(): GrowingIndex {
  const territoriesOf = new Map<string, Set<string>>();
  const emergencyCodesOf = new Map<string, Set<string>>();
  let longestShortCode = 0;
  return {
    add: ({ territory, shortCode, isEmergency }) => {
      addTo(territoriesOf, shortCode, territory);
      if (isEmergency) addTo(emergencyCodesOf, territory, shortCode);
      longestShortCode = Math.max(longestShortCode, shortCode.length);
    },
    finish: function* () {
      return {
        territoriesWith: yield* asSortedLists(territoriesOf),
        emergencyCodesIn: yield* asSortedLists(emergencyCodesOf),
        longestShortCode,
      };
    },
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
