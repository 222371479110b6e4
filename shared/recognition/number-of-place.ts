import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Dialled } from "./find-dialled.ts";
import type { Question } from "./question.ts";

/**
 * Whether a reading behind an international prefix is a telephone number of a territory that is told for the call: Belgrade's area code
 * 011 is a prefix elsewhere, so that 011 213 1021 could be 1021 in Algeria. Never with the calling code of one of these territories: then
 * it is an emergency number of the place. Only exact knowledge may stand against an emergency, hence the library's full metadata.
 */
export function isNumberOfPlace(
  question: Question,
  { spelling, callingCode }: Dialled,
  told: (question: Question) => readonly string[],
): boolean {
  if (spelling !== "international-prefix") return false;
  const territories = told(question);
  return (
    territories.every((territory) => question.plan.callingCodeOf(territory) !== callingCode) &&
    territories.some((territory) => isNationalNumber(territory, question.party.text))
  );
}

/** Whether a text is a number of the territory's own plan as it is dialled there: behind its international prefix it is another's. */
function isNationalNumber(territory: string, text: string): boolean {
  if (!isSupportedCountry(territory)) return false;
  const number = parsePhoneNumberFromString(text, territory);
  return number?.countryCallingCode === getCountryCallingCode(territory) && number.isValid();
}
