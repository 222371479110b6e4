/** A territory as a number, by its two letters (ISO 3166-1 alpha-2); null for anything else. */
export function territoryKey(territory: string): number | null {
  if (territory.length !== 2) return null;
  const first = territory.charCodeAt(0) - letterA;
  const second = territory.charCodeAt(1) - letterA;
  return isLetter(first) && isLetter(second) ? first * letters + second : null;
}

/** How many there can be. */
export const territoryKeys = 26 * 26;

const letterA = 0x41;
const letters = 26;
const isLetter = (letter: number): boolean => letter >= 0 && letter < letters;

/** No short code is longer: more digits, and their numbers would not fit. */
const longest = 8;

/** A short code as a number: its digits behind a 1, so that "0112" is not "112"; null for anything else. */
export function shortCodeKey(shortCode: string): number | null {
  if (shortCode.length > longest) return null;
  let key = 1;
  for (let i = 0; i < shortCode.length; i++) {
    const digit = shortCode.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return null;
    key = key * 10 + digit;
  }
  return key;
}
