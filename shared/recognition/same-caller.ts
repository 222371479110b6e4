import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { territoriesByCallingCode } from "../catalogue/calling-codes.ts";
import { leadingCallingCode } from "./calling-code.ts";
import { isDialString, normaliseParty } from "./normalise-party.ts";
import { isWithheld } from "./withheld.ts";

/** A caller as a request named one, and where a national number may be dialled from, likeliest first. */
export type NamedCaller = { readonly callingParty: unknown; readonly territories: readonly string[] };

/** What is dialled before a calling code (ITU-T E.164, Annex A): most territories, North America, Australia, Japan, Russia. */
const internationalPrefixes = ["00", "011", "0011", "010", "810"] as const;

const endLength = 4;
const nameLength = 64;
const withheld = "withheld";

/**
 * What every spelling of a caller's number has in common: its last four digits, for no subscriber's number is shorter.
 * `withheld` where the caller is unknown, the user part where an address names a person, "" where nothing can be read.
 */
export function callerEnd(callingParty: unknown): string {
  const text = readCaller(callingParty);
  if (text === null) return withheld;
  return isDialString(text) ? digitsOf(text).slice(-endLength) : text.slice(0, nameLength);
}

/**
 * Whether two ways of naming a caller can mean the same one. A national number is read where its call came from, and only
 * where that is unknown as one of the territory that the other's calling code names.
 */
export function isSameCaller(asked: string, { callingParty, territories }: NamedCaller): boolean {
  const [sought, named] = [readCaller(asked), readCaller(callingParty)];
  if (sought === null || named === null || sought === "" || sought === named) return sought === named && sought !== "";
  if (!isDialString(sought) || !isDialString(named) || callerEnd(sought) !== callerEnd(named)) return false;
  const numbers = new Set(readings(named, territories.length > 0 ? territories : territoriesOf(sought)));
  return readings(sought, [...territories, ...territoriesOf(named)]).some((number) => numbers.has(number));
}

/** The caller in one way of writing; null for one that is withheld. A number in JSON is read as its digits. */
function readCaller(callingParty: unknown): string | null {
  if (callingParty === null || callingParty === undefined || callingParty === "") return null;
  if (typeof callingParty !== "string" && typeof callingParty !== "number") return "";
  const { text } = normaliseParty(String(callingParty));
  return text !== "" && isWithheld(text) ? null : text;
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** Every E.164 number that a dial string can mean in some territories. */
function readings(text: string, territories: readonly string[]): readonly string[] {
  if (text.startsWith("+")) return [canonical(text) ?? text];
  const national = territories.map((territory) => (isSupportedCountry(territory) ? canonical(text, territory) : null));
  const international = ["", ...internationalPrefixes]
    .filter((prefix) => text.startsWith(prefix))
    .map((prefix) => canonical(`+${text.slice(prefix.length)}`));
  return [...national, ...international].filter((number) => number !== null);
}

/** A number as E.164 writes it, without a national prefix; null for what is too long or too short to be one. */
function canonical(text: string, territory?: CountryCode): string | null {
  const number = parsePhoneNumberFromString(text, territory);
  return number?.isPossible() === true ? number.number : null;
}

/** Where a number with a calling code may be from; none for a national one. */
function territoriesOf(text: string): readonly string[] {
  const numbers = readings(text, []).map((number) => leadingCallingCode(number.slice(1)) ?? "");
  return numbers.flatMap((callingCode) => territoriesByCallingCode.get(callingCode)?.slice(0, 1) ?? []);
}
