import {
  getCountries,
  getCountryCallingCode,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import { type NumberingOutline, outlineOf } from "./numbering-outline.ts";

/** Whether a text with "+" fits the numbering plan of some territory. */
export function isTelephoneNumber(text: string): boolean {
  const number = parsePhoneNumberFromString(text);
  if (number?.isPossible() !== true) return false;
  return number.country === undefined ? possibleTerritories(number).length > 0 : number.isValid();
}

/** The territories whose number pattern fits a number of no known region, such as one reserved for fiction. */
export const possibleTerritories = ({ countryCallingCode, nationalNumber }: PhoneNumber): readonly string[] =>
  plansUnder(countryCallingCode).flatMap(({ territory, pattern }) => (pattern.test(nationalNumber) ? [territory] : []));

const plans = new Map<string, readonly NumberingOutline[]>();

/** Looked up once for each calling code: there are some hundred outlines, and most are never needed. */
function plansUnder(callingCode: string): readonly NumberingOutline[] {
  const known = plans.get(callingCode);
  if (known !== undefined) return known;
  const territories = getCountries().filter((territory) => getCountryCallingCode(territory) === callingCode);
  const found = territories.flatMap((territory) => outlineOf(territory) ?? []);
  plans.set(callingCode, found);
  return found;
}
