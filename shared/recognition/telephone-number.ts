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
export const possibleTerritories = ({ countryCallingCode, nationalNumber }: PhoneNumber): readonly string[] =>
  plansUnder(countryCallingCode).flatMap(({ territory, pattern }) => (pattern.test(nationalNumber) ? [territory] : []));

/** A territory and what all its national numbers look like. */
type Plan = { readonly territory: CountryCode; readonly pattern: RegExp };

const plans = new Map<string, readonly Plan[]>();

/** Compiled once for each calling code: there are some hundred patterns, and most are never needed. */
function plansUnder(callingCode: string): readonly Plan[] {
  const known = plans.get(callingCode);
  if (known !== undefined) return known;
  const territories = getCountries().filter((territory) => getCountryCallingCode(territory) === callingCode);
  const compiled = territories.map((territory) => ({ territory, pattern: patternOf(territory) }));
  plans.set(callingCode, compiled);
  return compiled;
}

/** This method exists in the library but is missing in its type declarations. */
type PlanWithPattern = NumberingPlan & { readonly nationalNumberPattern?: () => string };

function patternOf(territory: CountryCode): RegExp {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(territory);
  const plan: PlanWithPattern | undefined = metadata.numberingPlan;
  return new RegExp(`^(?:${plan?.nationalNumberPattern?.() ?? ".*"})$`);
}
