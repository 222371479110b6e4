import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { leadingCallingCode, territoriesByCallingCode } from "../catalogue/calling-codes.ts";
import { internationalPrefixes, normaliseCaller } from "./normalise-caller.ts";
import { isDialString, isWithheld } from "./normalise-party.ts";

/** The calling party of a request, and the territories where a national number can belong, the likeliest first. */
export type NamedCaller = { readonly callingParty: unknown; readonly territories: readonly string[] };

const endLength = 4;
const nameLength = 64;
const withheld = "withheld";

/**
 * What all spellings of a caller's number have in common: its last four digits, as no subscriber number is shorter.
 * `withheld` for an unknown caller, the user part for an address that names a person, "" for anything else.
 */
export function callerEnd(callingParty: unknown): string {
  const text = readCaller(callingParty);
  if (text === null) return withheld;
  return isDialString(text) ? digitsOf(text).slice(-endLength) : text.slice(0, nameLength);
}

/**
 * Whether two spellings of a caller can mean the same number. A national number belongs to the territory of its call. Where
 * that is unknown, it belongs to the territory of the other number's calling code.
 */
export function isSameCaller(asked: string, { callingParty, territories }: NamedCaller): boolean {
  const [sought, named] = [readCaller(asked), readCaller(callingParty)];
  if (sought === null || named === null || sought === "" || sought === named) return sought === named && sought !== "";
  if (!isDialString(sought) || !isDialString(named) || callerEnd(sought) !== callerEnd(named)) return false;
  const numbers = new Set(readings(named, territories.length > 0 ? territories : territoriesOf(sought)));
  return readings(sought, [...territories, ...territoriesOf(named)]).some((number) => numbers.has(number));
}

/** The caller, normalised; null for a withheld one. A JSON number is read as its digits. */
function readCaller(callingParty: unknown): string | null {
  if (callingParty === null || callingParty === undefined || callingParty === "") return null;
  if (typeof callingParty !== "string" && typeof callingParty !== "number") return "";
  const { text } = normaliseCaller(String(callingParty));
  return isWithheld(text) ? null : text;
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** Every E.164 number that a dial string can mean in these territories. */
function readings(text: string, territories: readonly string[]): readonly string[] {
  if (text.startsWith("+")) return [canonical(text) ?? text];
  const national = territories.map((territory) => (isSupportedCountry(territory) ? canonical(text, territory) : null));
  const international = ["", ...internationalPrefixes]
    .filter((prefix) => text.startsWith(prefix))
    .map((prefix) => canonical(`+${text.slice(prefix.length)}`));
  return [...national, ...international].filter((number) => number !== null);
}

/** A number in E.164 form, without national prefix; null when its length is impossible. */
function canonical(text: string, territory?: CountryCode): string | null {
  const number = parsePhoneNumberFromString(text, territory);
  return number?.isPossible() === true ? number.number : null;
}

/** The main territory of a number's calling code; none for a national number. */
function territoriesOf(text: string): readonly string[] {
  const numbers = readings(text, []).map((number) => leadingCallingCode(number.slice(1)) ?? "");
  return numbers.flatMap((callingCode) => territoriesByCallingCode.get(callingCode)?.slice(0, 1) ?? []);
}
