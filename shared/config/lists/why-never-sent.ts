import { leadingCallingCode } from "../../catalogue/calling-codes.ts";
import type { IngressProfile } from "../../recognition/ingress-profile.ts";
import type { AcceptedSpelling } from "../../recognition/spellings.ts";
import { dialledSpellings } from "./dial-strings.ts";

/**
 * Why no list of these ingresses can have a dial string, whatever its number: it has a "+" that none of them sends, or lacks
 * one, or what follows it is no calling code. Null where a list can.
 */
export function whyNeverSent(text: string, profiles: readonly IngressProfile[]): string | null {
  if (profiles.some(({ masks }) => masks.has(text))) return null;
  const sends = (spelling: AcceptedSpelling): boolean => profiles.some((one) => dialledSpellings(one).has(spelling));
  const names = profiles.map(({ name }) => name).join(" and ");
  if (text.startsWith("+")) {
    if (sends("legacy-plus-short-code")) return null;
    if (!sends("plus-country-short-code")) return `has a +, and ${names} ${sendOrSends(profiles)} none`;
    return hasCountryForm(text.slice(1)) ? null : "has no calling code and short code behind the +";
  }
  if (sends("short-code")) return null;
  if (!sends("international-prefix"))
    return sends("plus-country-short-code") || sends("legacy-plus-short-code")
      ? `lacks the + that ${names} ${sendOrSends(profiles)}`
      : `is in no spelling that a list of ${names} has`;
  return profiles.some((one) => hasPrefixForm(text, one)) ? null : `begins with no international prefix of ${names}`;
}

const sendOrSends = ({ length }: readonly unknown[]): string => (length === 1 ? "sends" : "send");

function hasCountryForm(digits: string): boolean {
  const callingCode = leadingCallingCode(digits);
  return callingCode !== null && digits.length > callingCode.length;
}

const hasPrefixForm = (text: string, { internationalPrefixes }: IngressProfile): boolean =>
  internationalPrefixes.some((prefix) => text.startsWith(prefix) && hasCountryForm(text.slice(prefix.length)));
