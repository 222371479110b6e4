/** More characters than an item has that the store can hold; what a quote that is never closed swallows at most. */
export const longestItem = 128 * 1024;

/** More items and lines than anybody has: a file of nothing but line breaks must not keep the process busy for a minute. */
export const itemsAtMost = 200_000;

/** More causes of faults than anybody reads: those after them are counted alone. */
export const faultsAtMost = 1_000;

/** Lines that are no CSV: each is tried with others and by itself, which takes long. */
export const unreadableLinesAtMost = 1_000;

/** Faults that are looked at: one in each line of any good file, and more. What comes after them is not judged. */
export const faultsReadAtMost = 100_000;

export const faultsEnd = {
  path: "",
  message: `has more than ${faultsReadAtMost} faults: what comes after them was not looked at`,
} as const;
