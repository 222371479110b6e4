import { decimalDigit, decimalValue, isPrintableAscii } from "./fold-characters.ts";

/** Control and format characters, variation selectors and fillers. Not marks on letters: they make another letter of it. */
const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\ufffc]/gu;
const spaces = /\p{Z}+/gu;
const digits = new RegExp(decimalDigit, "gu");

/** No name is longer, and composing takes more than linear time: a millisecond for so many marks in a row. */
const composedAtMost = 1_024;

/**
 * A name without the differences that people do not see: upper and lower case, Unicode forms, how much space is between words, and
 * around it. Any two forms of a text (NFC, NFD, NFKC, NFKD) are one name, up to 1,024 characters.
 */
export function foldName(name: string): string {
  if (isPrintableAscii(name)) return name.replace(/ +/g, " ").trim().toLowerCase();
  const plain = composed(name)
    .replace(invisible, "")
    .replace(spaces, " ")
    .replace(digits, (digit) => String(decimalValue(digit.codePointAt(0) ?? 0)));
  // Composed again: a mark may have come to its letter where something invisible stood between, or have one with its small letter only.
  return composed(plain.toLowerCase()).trim();
}

const composed = (text: string): string => (text.length > composedAtMost ? text : text.normalize("NFKC"));
