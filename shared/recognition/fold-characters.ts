/** Control, format and combining characters, and filler characters that are invisible although they count as letters or symbols. */
const invisible = /[\p{Cc}\p{Cf}\p{Mn}\p{Me}\u3164\uffa0\u115f\u1160\u2800\ufffc]/u;
const space = /\p{Z}/u;
export const decimalDigit = /\p{Nd}/u;

/**
 * Maps text in any script to the characters of dial strings: Unicode decimal digits to 0-9, compatibility forms such as
 * full-width to their plain form, any space to " ". Invisible and control characters are dropped. Linear; plain ASCII stays.
 * However long the text, nothing is cut off: a number may stand at its end. Each character is looked up once.
 */
export function foldCharacters(text: string): string {
  if (isPrintableAscii(text)) return text;
  const known = new Map<string, string>();
  let folded = "";
  for (const character of text) {
    let plain = isPrintableAscii(character) ? character : known.get(character);
    if (plain === undefined) {
      plain = foldWhole(character);
      known.set(character, plain);
    }
    folded += plain;
  }
  return folded;
}

/** One character at a time, because composing a run of combining marks takes more than linear time. */
const foldWhole = (character: string): string =>
  invisible.test(character) ? "" : [...character.normalize("NFKC")].map(foldCharacter).join("");

export function isPrintableAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code <= 0x7e) return character;
  if (invisible.test(character)) return "";
  if (space.test(character)) return " ";
  return decimalDigit.test(character) ? String(decimalValue(code)) : character;
}

/** Decimal digits stand in runs of ten from zero to nine (Unicode Standard, 4.6); the distance to the run's start tells the value. */
export function decimalValue(code: number): number {
  let start = code;
  while (decimalDigit.test(String.fromCodePoint(start - 1))) start--;
  return (code - start) % 10;
}
