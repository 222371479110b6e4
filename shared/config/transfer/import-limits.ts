/** More characters than an item has that the store can hold; what a quote that is never closed swallows at most. */
export const longestItem = 128 * 1024;

/** More items and lines than anybody has: a file of nothing but line breaks must not keep the process busy for a minute. */
export const itemsAtMost = 200_000;

/** More faults than anybody reads; an answer with all faults of the worst of files would not fit into memory. */
export const faultsAtMost = 20_000;
