/** Random choices that are the same in every run, so that every run measures the same traffic. */
export type Random = {
  /** An integer from 0 up to but not including `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** The text with each "#" replaced by a digit. */
  readonly digits: (shape: string) => string;
};

export function makeRandom(seed: number): Random {
  const next = mulberry32(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("There are no items to pick from.");
      return item;
    },
    digits: (shape) => shape.replace(/#/g, () => String(below(10))),
  };
}

/** A 32-bit generator by Tommy Ettinger, in the public domain: numbers from 0 up to but not including 1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
