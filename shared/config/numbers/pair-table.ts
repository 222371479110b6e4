import type { Steps } from "../../in-slices.ts";

/**
 * A hash table from pairs of numbers to a number, all of 32 bits without a sign. It is one piece of memory that the garbage
 * collector need not look into: Maps of a hundred thousand numbers would be gone through and moved while calls wait, and a
 * look-up would wait for memory several times instead of once.
 */
export type PairTable = {
  /** The number under a pair; 0 where there is none. */
  readonly get: (first: number, second: number) => number;
  /** Puts a number, not 0, under a pair. The table must not be full. */
  readonly set: (first: number, second: number, value: number) => void;
  readonly isFull: () => boolean;
  /** Makes room for as many pairs again. */
  readonly grow: () => Steps<void>;
};

const firstCapacity = 64;
/** A slot holds a pair and its number, or zeros. */
const slotLength = 3;
/** Beyond that, a look-up would meet too many pairs of others. */
const fullest = 0.8;
const movedAtOnce = 1_000;

export function makePairTable(): PairTable {
  let capacity = firstCapacity;
  let slots = new Uint32Array(capacity * slotLength);
  let pairs = 0;

  /** Where a pair is, or would be: open addressing with linear probing. */
  function slotOf(first: number, second: number): number {
    let place = mixed(first, second) & (capacity - 1);
    for (;;) {
      const slot = place * slotLength;
      if (slots[slot + 2] === 0 || (slots[slot] === first && slots[slot + 1] === second)) return slot;
      place = (place + 1) & (capacity - 1);
    }
  }

  function set(first: number, second: number, value: number): void {
    const slot = slotOf(first, second);
    if (slots[slot + 2] === 0) pairs++;
    // Without a free slot a look-up would never end.
    if (pairs >= capacity) throw new Error("The table is full.");
    slots[slot] = first;
    slots[slot + 1] = second;
    slots[slot + 2] = value;
  }

  return {
    get: (first, second) => slots[slotOf(first, second) + 2] ?? 0,
    set,
    isFull: () => pairs >= capacity * fullest,
    grow: function* () {
      const smaller = slots;
      capacity *= 2;
      slots = new Uint32Array(capacity * slotLength);
      pairs = 0;
      for (let slot = 0; slot < smaller.length; slot += slotLength) {
        const [first = 0, second = 0, value = 0] = [smaller[slot], smaller[slot + 1], smaller[slot + 2]];
        if (value !== 0) set(first, second, value);
        if (slot % (movedAtOnce * slotLength) === 0) yield;
      }
    },
  };
}

/** Spreads pairs that differ by little. The factors are odd, with their bits mixed; the rest folds high bits onto low ones. */
function mixed(first: number, second: number): number {
  const sum = Math.imul(first, 0x9e3779b1) + Math.imul(second, 0x85ebca77);
  return sum ^ (sum >>> 15) ^ (sum >>> 24);
}
