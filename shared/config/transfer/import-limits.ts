/** More characters than an item has that the store can hold; what a quote that is never closed swallows at most. */
export const longestItem = 128 * 1024;

/** More items and lines than anybody has: a file of nothing but line breaks must not keep the process busy for a minute. */
export const itemsAtMost = 200_000;

/** More causes of faults than anybody reads: those after them are counted alone. */
export const faultsAtMost = 1_000;
