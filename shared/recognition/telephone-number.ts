import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  Metadata,
  type NumberingPlan,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";

/** Whether a text with "+" fits the numbering plan of some territory. */
export function isTelephoneNumber(text: string): boolean {
  const number = parsePhoneNumberFromString(text);
  if (number?.isPossible() !== true) return false;
  return number.country === undefined ? possibleTerritories(number).length > 0 : number.isValid();
}

/** The territories whose number pattern fits a number of no known region, such as one reserved for fiction. */
export function possibleTerritories(number: PhoneNumber): readonly string[] {
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
