import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  Metadata,
  type NumberingPlan,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import { leadingCallingCode, territoriesByCallingCode } from "../catalogue/calling-codes.ts";
import { normaliseParty } from "./normalise-party.ts";

/** NANP area codes that belong to no place: toll-free, premium, personal and machine numbers (NANPA: 8YY, 900, 5XX, 600, 700, 710). */
const placelessInNanp = /^\+1(?:8(?:00|22|33|44|55|66|77|88)|900|5(?:00|2[1-9]|33|44|66|77|88)|600|700|710)/;

/** Western Sahara's landlines (0528 8 and 0528 9), which the library's metadata has under Morocco too. */
const westernSahara = /^\+212528[89]/;

/**
 * The territories that a calling party's number can belong to, by the numbering plans: one when the number tells it, several
 * when it does not, none when it is withheld or local. A number is no location, but the best hint in a call.
 */
export function callerTerritories(callingParty: string | null): readonly string[] {
  if (callingParty === null) return [];
  const { text } = normaliseParty(callingParty);
  if (!text.startsWith("+")) return [];
  if (westernSahara.test(text)) return ["EH"];
  const underCode = territoriesByCallingCode.get(leadingCallingCode(text.slice(1)) ?? "") ?? [];
  // Only a calling code with several territories makes parsing necessary.
  if (underCode.length < 2) return underCode;
  const number = placelessInNanp.test(text) ? undefined : parsePhoneNumberFromString(text);
  if (number?.country !== undefined) return [number.country];
  const fitting = number === undefined ? [] : possibleTerritories(number);
  return fitting.length > 0 ? fitting : underCode;
}

/** The territories whose number pattern fits a number of no known region, such as one reserved for fiction. */
function possibleTerritories(number: PhoneNumber): readonly string[] {
  return getCountries().filter(
    (territory) =>
      getCountryCallingCode(territory) === number.countryCallingCode && fitsPlan(territory, number.nationalNumber),
  );
}

/** This method exists in the library but is missing in its type declarations. */
type PlanWithPattern = NumberingPlan & { readonly nationalNumberPattern?: () => string };

function fitsPlan(territory: CountryCode, nationalNumber: string): boolean {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(territory);
  const plan: PlanWithPattern | undefined = metadata.numberingPlan;
  const pattern = plan?.nationalNumberPattern?.();
  return pattern === undefined || new RegExp(`^(?:${pattern})$`).test(nationalNumber);
}
