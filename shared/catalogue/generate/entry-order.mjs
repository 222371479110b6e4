/** What tells one number from another: "GB 999". */
export const keyOf = ({ territory, shortCode }) => `${territory} ${shortCode}`;

/** Plain order of code units, the same on every machine. */
export const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
