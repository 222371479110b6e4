import type { Steps } from "../../in-slices.ts";
import type { CallClass } from "../../recognition/classes.ts";
import { shortCodeKey } from "./number-keys.ts";
import { makePairTable, type PairTable } from "./pair-table.ts";

/** A number on some list, as far as an index needs it. */
export type IndexedNumber = { readonly territory: string; readonly shortCode: string; readonly class: CallClass };

/** Where a short code is listed at all, and what is an emergency where. */
export type ShortCodeIndex = {
  readonly territoriesWith: (shortCode: string) => readonly string[];
  readonly emergencyCodesIn: (territory: string) => readonly string[];
  readonly longestShortCode: number;
};

/** An index in the making. */
export type GrowingIndex = {
  /** The index must not be full. */
  readonly add: (number: IndexedNumber) => void;
  readonly isFull: () => boolean;
  /** Makes room for as many short codes again. */
  readonly grow: () => Steps<void>;
  /** The index of all that was added. */
  readonly finish: () => Steps<ShortCodeIndex>;
};

export function growIndex(): GrowingIndex {
  /** From a short code to its place among `territoriesOf`. */
  const places = makePairTable();
  const territoriesOf: (OneOrMore | undefined)[] = [undefined];
  const emergencyCodesOf = new Map<string, OneOrMore>();
  let longestShortCode = 0;

  return {
    add: ({ territory, shortCode, class: callClass }) => {
      const key = shortCodeKey(shortCode);
      if (key === null) throw new Error(`${shortCode} is no short code`);
      const place = places.get(0, key);
      if (place === 0) places.set(0, key, territoriesOf.push(territory) - 1);
      else territoriesOf[place] = withOneMore(territoriesOf[place], territory);
      if (callClass === "emergency") addTo(emergencyCodesOf, territory, shortCode);
      longestShortCode = Math.max(longestShortCode, shortCode.length);
    },
    isFull: places.isFull,
    grow: places.grow,
    finish: function* () {
      const toList = listMaker();
      const lists: (readonly string[])[] = [];
      for (const territories of territoriesOf) {
        lists.push(territories === undefined ? none : toList(territories));
        yield;
      }
      return { ...asIndex(places, lists, yield* asSortedLists(emergencyCodesOf)), longestShortCode };
    },
  };
}

/** A place of its own: functions made where the index grew would keep all that it grew from. */
const asIndex = (
  places: PairTable,
  lists: readonly (readonly string[])[],
  emergencyCodesIn: ReadonlyMap<string, readonly string[]>,
): Omit<ShortCodeIndex, "longestShortCode"> => ({
  territoriesWith: (shortCode) => lists[placeOf(places, shortCode)] ?? none,
  emergencyCodesIn: (territory) => emergencyCodesIn.get(territory) ?? none,
});

function placeOf(places: PairTable, shortCode: string): number {
  const key = shortCodeKey(shortCode);
  return key === null ? 0 : places.get(0, key);
}

const none: readonly string[] = [];

/** Several values, each once. Most keys have one value, and a set for each would be most of what a large index takes. */
export type OneOrMore = string | Set<string>;

export function addTo(values: Map<string, OneOrMore>, key: string, value: string): void {
  values.set(key, withOneMore(values.get(key), value));
}

function withOneMore(known: OneOrMore | undefined, value: string): OneOrMore {
  if (known === undefined || known === value) return value;
  return typeof known === "string" ? new Set([known, value]) : known.add(value);
}

export function* asSortedLists(values: ReadonlyMap<string, OneOrMore>): Steps<ReadonlyMap<string, readonly string[]>> {
  const toList = listMaker();
  const lists = new Map<string, readonly string[]>();
  for (const [key, value] of values) {
    lists.set(key, toList(value));
    yield;
  }
  return lists;
}

/** Makes sorted lists. Equal ones are one object: most short codes are listed in the same few territories. */
function listMaker(): (values: OneOrMore) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (values) => {
    const sorted = typeof values === "string" ? [values] : [...values].sort();
    const id = sorted.join();
    const list = known.get(id) ?? sorted;
    known.set(id, list);
    return list;
  };
}
