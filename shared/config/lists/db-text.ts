/**
 * A value as the module `db_text` of Kamailio and OpenSIPS reads it: a backslash stands before what would end the value. Empty
 * text is read as null. (Kamailio, `db_text` README, 1.2.)
 */
export const dbText = (text: string): string => text.replace(/[\\:]/g, "\\$&");

/** The key of the line that says which version a list is of. No dial string has letters. */
export const originKey = "list";
