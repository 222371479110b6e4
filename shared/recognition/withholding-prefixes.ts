import { callingCodeByTerritory } from "../catalogue/calling-codes.ts";

/**
 * Digits in front of a number that withhold the caller's number, or show it, for one call, by calling code. Codes with stars and hashes
 * (`*67`, `#31#`) are the same everywhere and need no list. Sources: Wikipedia, "Caller ID" (1167, 141), "Vertical service code" (1182);
 * BT's list of network services (1470); BT Ireland, "Caller Line Restriction" (142); ACMA, "Make your phone number more private" (1832, and
 * 1831 beside it); NTT, "Number Display" (184, 186); OFCA on the calling number (133, 1357); WorldNet, "Caller Display User Guide" (0197).
 */
const prefixesByCallingCode: ReadonlyMap<string, readonly string[]> = new Map([
  ["1", ["1167", "1182"]],
  ["44", ["141", "1470"]],
  ["61", ["1831", "1832"]],
  ["64", ["0197", "197"]],
  ["81", ["184", "186"]],
  ["353", ["141", "142"]],
  ["852", ["133", "1357"]],
]);

/** The digits that callers in one of these territories dial to withhold their number, or to show it. */
export const withholdingPrefixes = (territories: readonly string[]): readonly string[] =>
  callingCodesOf(territories.filter((territory) => territory !== jersey)).flatMap(
    (callingCode) => prefixesByCallingCode.get(callingCode) ?? [],
  );

/** Where 141999 may be a local number. */
const jersey = "JE";

/** Whether a text begins as one that withholds the number in some country: nearly none does. */
export const mayWithhold = (text: string): boolean => begins.test(text);

const begins = new RegExp(`^(?:9|\\+[0-9]{1,3})?(?:${[...prefixesByCallingCode.values()].flat().join("|")})[0-9*#]`);

/** What is dialled behind such digits, which may stand behind the outside line, or behind a calling code that a platform put in front. */
export function behindWithholding(text: string, territories: readonly string[]): readonly string[] {
  const starts = ["", "9", ...callingCodesOf(territories).map((callingCode) => `+${callingCode}`)];
  const whole = withholdingPrefixes(territories).flatMap((prefix) => starts.map((start) => `${start}${prefix}`));
  return whole.flatMap((front) => (text.startsWith(front) && text !== front ? [text.slice(front.length)] : []));
}

/** The different calling codes of territories. */
export const callingCodesOf = (territories: readonly string[]): readonly string[] => [
  ...new Set(territories.flatMap((territory) => callingCodeByTerritory.get(territory) ?? [])),
];
