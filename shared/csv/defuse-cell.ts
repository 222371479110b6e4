/** A spreadsheet runs a cell that begins with one of these as a formula, full-width forms included. */
const formulaStart = "[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20]";

const dangerous = new RegExp(`^'*${formulaStart}`);
const defused = new RegExp(`^'+${formulaStart}`);

/**
 * Puts an apostrophe before what a spreadsheet would take for a formula, and before what already begins with apostrophes
 * and then such a character. `restoreCell` takes one off exactly there, so that every text comes back as it was.
 */
export const defuseCell = (text: string): string => (dangerous.test(text) ? `'${text}` : text);

/** The inverse of `defuseCell`. An apostrophe before anything else belongs to the text. */
export const restoreCell = (cell: string): string => (defused.test(cell) ? cell.slice(1) : cell);
