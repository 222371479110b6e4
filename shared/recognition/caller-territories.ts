import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  Metadata,
  type NumberingPlan,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import { territoriesByCallingCode } from "../catalogue/calling-codes.ts";
import { leadingCallingCode } from "./calling-code.ts";
import { normaliseParty } from "./normalise-party.ts";

/** NANP area codes of no place: toll-free, premium, personal and machine numbers (NANPA: 8YY, 900, 5XX, 600, 700, 710). */
const placelessInNanp = /^\+1(?:8(?:00|22|33|44|55|66|77|88)|900|5(?:00|2[1-9]|33|44|66|77|88)|600|700|710)/;

/** Western Sahara's landlines (0528 8 and 0528 9), which the library's metadata also counts among Morocco's. */
const westernSahara = /^\+212528[89]/;

/**
 * The territories a calling party's number can belong to, from its number plan: one when the number tells, several when it
 * does not, none when it is withheld or local. A number is not a location, but the best hint a call carries.
 */
export function callerTerritories(callingParty: string | null): readonly string[] {
  if (callingParty === null) return [];
  const { text } = normaliseParty(callingParty);
  if (!text.startsWith("+")) return [];
  if (westernSahara.test(text)) return ["EH"];
  const underCode = territoriesByCallingCode.get(leadingCallingCode(text.slice(1)) ?? "") ?? [];
  // Where the calling code tells, the number need not be taken apart.
  if (underCode.length < 2) return underCode;
  const number = placelessInNanp.test(text) ? undefined : parsePhoneNumberFromString(text);
  if (number?.country !== undefined) return [number.country];
  const fitting = number === undefined ? [] : possibleTerritories(number);
  return fitting.length > 0 ? fitting : underCode;
}

/** Without a sure answer (numbers reserved for fiction, unassigned ranges): the territories whose number pattern fits. */
function possibleTerritories(number: PhoneNumber): readonly string[] {
  return getCountries().filter(
    (territory) =>
      getCountryCallingCode(territory) === number.countryCallingCode && fitsPlan(territory, number.nationalNumber),
  );
}

/** The library's numbering plans have this method; its type declarations leave it out. */
type PlanWithPattern = NumberingPlan & { readonly nationalNumberPattern?: () => string };

function fitsPlan(territory: CountryCode, nationalNumber: string): boolean {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(territory);
  const plan: PlanWithPattern | undefined = metadata.numberingPlan;
  const pattern = plan?.nationalNumberPattern?.();
  return pattern === undefined || new RegExp(`^(?:${pattern})$`).test(nationalNumber);
}
