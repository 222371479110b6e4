/** More characters than an item has that the store can hold; a quote that is never closed takes no more. */
export const longestItem = 128 * 1024;

/** Lines of CSV: a file of nothing but line breaks must not keep the process busy for a minute. */
export const linesAtMost = 200_000;

/** Causes of faults that are kept; those after them are only counted. */
export const faultsAtMost = 1_000;

/** Lines that are not CSV: each is parsed with others and then alone, which takes long. */
export const unreadableLinesAtMost = 1_000;

/** Faults that are looked at. What comes after them is not validated. */
export const faultsReadAtMost = 100_000;

export const faultsEnd = {
  path: "",
  message: `has more than ${faultsReadAtMost} faults: what comes after them was not looked at`,
} as const;
