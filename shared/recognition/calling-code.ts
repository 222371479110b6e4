import { territoriesByCallingCode } from "../catalogue/calling-codes.ts";

declare const callingCodeBrand: unique symbol;

/** An assigned E.164 country code, digits only, without "+". */
export type CallingCode = string & { readonly [callingCodeBrand]: true };

/** The calling code that begins these digits. Calling codes are prefix-free (ITU-T E.164), so at most one does. */
export function leadingCallingCode(digits: string): CallingCode | null {
  let place = firstPlace;
  for (let i = 0; i < 3; i++) {
    const digit = digits.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return null;
    place = place * 10 + digit;
    const callingCode = byPlace[place];
    if (callingCode != null) return callingCode;
  }
  return null;
}

/** A 1 before the digits: without it, 044 would stand where 44 does. */
const firstPlace = 1;

/** The calling codes by their digits read as a number: to look for one takes no string of each length to be cut and hashed. */
const byPlace: readonly (CallingCode | null)[] = placeCallingCodes();

function placeCallingCodes(): (CallingCode | null)[] {
  const places = new Array<CallingCode | null>(2_000).fill(null);
  for (const callingCode of territoriesByCallingCode.keys())
    places[Number(`${firstPlace}${callingCode}`)] = callingCode as CallingCode;
  return places;
}
