import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { leadingCallingCode } from "../catalogue/calling-codes.ts";
import { internationalPrefixes, normaliseCaller } from "./normalise-caller.ts";
import { isDialString } from "./normalise-party.ts";
import { outlineOf } from "./numbering-outline.ts";
import { isTelephoneNumber } from "./telephone-number.ts";

/**
 * A caller's number in the forms that a table may have it in: as it came, then with "+" and calling code: as a number of the call's
 * territory, else as what only lost its "+". Empty where it is withheld or a name.
 */
export function callerNumbers(callingParty: string | null, territory: string | null): readonly string[] {
  if (callingParty === null) return [];
  const { text } = normaliseCaller(callingParty);
  if (!isDialString(text)) return [];
  const whole = [nationalNumber(text, territory), internationalOf(text)].filter((number) => number !== null);
  return [...new Set([text, ...whole])];
}

/** A normalised caller with "+" and calling code; null for one that has none. */
export function internationalOf(normalised: string): string | null {
  const text = withoutFalsePlus(normalised);
  if (text.startsWith("+")) return text;
  return isDialString(text) ? internationalReading(text) : null;
}

/** No calling code begins with 0: something put "+" in front of every number. */
export const withoutFalsePlus = (text: string): string => text.replace(/^\+(?=0)/, "");

/** A number behind an international prefix, or that only lost its "+"; null where it is no telephone number as such. */
function internationalReading(text: string): string | null {
  for (const prefix of [...internationalPrefixes, ""]) {
    if (!text.startsWith(prefix) || leadingCallingCode(text.slice(prefix.length)) === null) continue;
    const number = `+${text.slice(prefix.length)}`;
    if (isTelephoneNumber(number)) return number;
  }
  return null;
}

/** The beginnings of some numbers, each from its longest on. No number of E.164 is longer than 20 characters. */
export const prefixesOf = (numbers: readonly string[]): readonly string[] =>
  numbers.flatMap((number) =>
    Array.from({ length: Math.min(number.length, 20) }, (_, i) => number.slice(0, number.length - i)),
  );

function nationalNumber(text: string, territory: string | null): string | null {
  const outline = text.startsWith("+") || territory === null ? null : outlineOf(territory);
  const number = outline === null ? undefined : parsePhoneNumberFromString(text, outline.territory);
  return number !== undefined && outline?.pattern.test(number.nationalNumber) === true ? number.number : null;
}
