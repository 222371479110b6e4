import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { leadingCallingCode, territoriesByCallingCode } from "../catalogue/calling-codes.ts";
import { internationalOf, withoutFalsePlus } from "./caller-numbers.ts";
import { normaliseCaller } from "./normalise-caller.ts";
import type { CallerPlace } from "./question.ts";
import { possibleTerritories } from "./telephone-number.ts";

/** NANP area codes that belong to no place: toll-free, premium, personal and machine numbers (NANPA: 8YY, 900, 5XX, 600, 700, 710). */
const placelessInNanp = /^\+1(?:8(?:00|22|33|44|55|66|77|88)|900|5(?:00|2[1-9]|33|44|66|77|88)|600|700|710)/;

/** Western Sahara's landlines (0528 8 and 0528 9), which the library's metadata has under Morocco too. */
const westernSahara = /^\+212528[89]/;

const nowhere: CallerPlace = { territories: [], isSure: true };

/**
 * The territories that a calling party's number can belong to, by the numbering plans: one when the number tells it, several
 * when it does not, none when it is withheld or local. A number is no location, but the best hint in a call.
 */
export function callerPlace(callingParty: string | null): CallerPlace {
  if (callingParty === null) return nowhere;
  const { text } = normaliseCaller(callingParty);
  const international = internationalOf(text);
  return international === null
    ? nowhere
    : { territories: territoriesOf(international), isSure: /^(?:\+|00)/.test(withoutFalsePlus(text)) };
}

/** The same, found at the first use and kept for the next. */
export function lazyCallerPlace(callingParty: string | null): () => CallerPlace {
  let place: CallerPlace | null = null;
  return () => {
    place ??= callerPlace(callingParty);
    return place;
  };
}

function territoriesOf(text: string): readonly string[] {
  if (westernSahara.test(text)) return ["EH"];
  const underCode = territoriesByCallingCode.get(leadingCallingCode(text.slice(1)) ?? "") ?? [];
  // Only a calling code with several territories makes parsing necessary.
  if (underCode.length < 2) return underCode;
  const number = placelessInNanp.test(text) ? undefined : parsePhoneNumberFromString(text);
  if (number?.country !== undefined) return [number.country];
  const fitting = number === undefined ? [] : possibleTerritories(number);
  return fitting.length > 0 ? fitting : underCode;
}
