/** "=", "+", "-", "@", the minus sign, and every character that Unicode makes one of these (NFKC): small, full-width, raised. */
const formula =
  "=+\\-@\\u2212\\u207a-\\u207c\\u208a-\\u208c\\u2a75\\u2a76\\ufb29\\ufe62\\ufe63\\ufe66\\ufe6b\\uff0b\\uff0d\\uff1d\\uff20";

/** What a reader may skip or take for the end of a cell: NUL and other controls, spaces of any kind, signs between cells. */
const skipped = "\\p{C}\\p{Z},;|";

/** A tab or a line break begins a cell of its own, whatever follows. */
const start = `(?:[\\t\\r\\n]|[${skipped}]*[${formula}])`;

const dangerous = new RegExp(`^'*${start}`, "u");
const defused = new RegExp(`^'+${start}`, "u");

/**
 * Puts an apostrophe before what a spreadsheet would take for a formula, and before what already begins with apostrophes
 * and then such a character. `restoreCell` takes one off exactly there, so that every text comes back as it was.
 */
export const defuseCell = (text: string): string => (dangerous.test(text) ? `'${text}` : text);

/** The inverse of `defuseCell`. An apostrophe before anything else belongs to the text. */
export const restoreCell = (cell: string): string => (defused.test(cell) ? cell.slice(1) : cell);
