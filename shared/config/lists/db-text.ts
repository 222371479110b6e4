/**
 * A value as the module `db_text` of Kamailio and OpenSIPS reads it: a backslash stands before what would end the value. Empty
 * text is read as null. (Kamailio, `db_text` README, 1.2.)
 */
export const dbText = (text: string): string => text.replace(/[\\:]/g, "\\$&");

/**
 * The column that says which version a list is of, in the first line and empty in all others: such a file has no comments, and the
 * modules read only the columns that they know. An entry for it could be somebody's user name.
 */
export const originColumn = "origin";
