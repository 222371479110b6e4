import { leadingCallingCode } from "../catalogue/calling-codes.ts";
import { contextDigits, inContext, isDialString, normaliseAddress, readParty } from "./normalise-party.ts";
import type { NormalisedParty } from "./party.ts";
import { splitValues } from "./split-values.ts";
import { isTelephoneNumber } from "./telephone-number.ts";

/**
 * International prefixes (ITU-T E.164, Annex A): of Australia, most territories, North America, Japan, Russia. The longer first: no
 * number of North America begins with 1, so that `0011` is never `00` and its calling code.
 */
export const internationalPrefixes = ["0011", "00", "011", "010", "810"] as const;

/**
 * Normalises a caller as received. Of several values, such as the two of P-Asserted-Identity (RFC 3325, 9.1), it is the first
 * with "+", else the first that is a number at all.
 */
export function normaliseCaller(received: string): NormalisedParty {
  const party = normaliseOne(received);
  if (party.text.startsWith("+") || !received.includes(",")) return party;
  const numbers = splitValues(received)
    .filter((value) => isAddress.test(value))
    .map(normaliseOne)
    .filter(({ text }) => isDialString(text));
  return numbers.find(({ text }) => text.startsWith("+")) ?? numbers[0] ?? party;
}

/** A value of its own has a scheme, brackets or "+": elsewhere a comma may be a pause, or part of a name. */
const isAddress = /^\s*\+|[:<]/;

/**
 * A local number whose context is longer than a calling code (`tel:555-0123;phone-context=+1212`) is one behind that context
 * where that makes a telephone number. RFC 3966, 5.1.5, says that it need not; then it stands under the calling code.
 */
function normaliseOne(received: string): NormalisedParty {
  if (!/phone-context/i.test(received)) return normaliseAddress(received);
  const { text, form, context } = readParty(received);
  if (context === null) return { text, form };
  const digits = contextDigits(context) ?? "";
  const whole = `+${digits}${text}`;
  const isLonger = digits.length > (leadingCallingCode(digits)?.length ?? digits.length);
  const isWhole = isLonger && !text.startsWith("0") && isTelephoneNumber(whole);
  return { text: isWhole ? whole : inContext(text, context), form };
}
