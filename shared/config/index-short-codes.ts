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
  const territoriesOf = new Map<string, OneOrMore>();
  const emergencyCodesOf = new Map<string, OneOrMore>();
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

/** Several values, each once. Most keys have one value, and a set for each would be most of what a large index takes. */
export type OneOrMore = string | Set<string>;

export function addTo(values: Map<string, OneOrMore>, key: string, value: string): void {
  const known = values.get(key);
  if (known === undefined) values.set(key, value);
  else if (typeof known !== "string") known.add(value);
  else if (known !== value) values.set(key, new Set([known, value]));
}

/** Equal lists are one object: most short codes are listed in the same few territories. */
export function* asSortedLists(values: ReadonlyMap<string, OneOrMore>): Steps<ReadonlyMap<string, readonly string[]>> {
  const known = new Map<string, readonly string[]>();
  const lists = new Map<string, readonly string[]>();
  for (const [key, value] of values) {
    const sorted = typeof value === "string" ? null : [...value].sort();
    const id = sorted?.join() ?? String(value);
    const list = known.get(id) ?? sorted ?? [id];
    known.set(id, list);
    lists.set(key, list);
    yield;
  }
  return lists;
}
