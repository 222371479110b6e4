import { territoriesByCallingCode } from "../catalogue/calling-codes.ts";

declare const callingCodeBrand: unique symbol;

/** An assigned E.164 country code, digits only, without "+". */
export type CallingCode = string & { readonly [callingCodeBrand]: true };

/** The calling code that begins these digits. Calling codes are prefix-free (ITU-T E.164), so at most one does. */
export function leadingCallingCode(digits: string): CallingCode | null {
  for (const length of [1, 2, 3]) {
    const candidate = digits.slice(0, length);
    if (isCallingCode(candidate)) return candidate;
  }
  return null;
}

const isCallingCode = (text: string): text is CallingCode => territoriesByCallingCode.has(text);
