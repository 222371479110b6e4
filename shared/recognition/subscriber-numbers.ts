import { isSupportedCountry, isValidPhoneNumber } from "libphonenumber-js/min";
import type { Dialled } from "./find-dialled.ts";
import { outlineOf } from "./numbering-outline.ts";

/**
 * Short numbers for services that people call, with the digits of a calling code and an emergency number. The library's tables of
 * short numbers, which are too large for the call path, have no others.
 */
const calledServices: ReadonlyMap<string, RegExp> = new Map([
  ["CO", /^57[0-9]{3}$/],
  ["FR", /^33[0-9]{2}$/],
  ["SN", /^221[0-9]{2}$/],
]);

/**
 * Whether a reading cannot be a telephone number of a territory: neither as the library reads the text there, which knows local
 * numbers, nor in any other form by the outline of the numbering plan. The outline covers every type of number and some that nobody
 * has: it errs on the side of a telephone number. A territory without a plan has no answer, which is false.
 */
export function isNoSubscriber(territory: string, dialled: Dialled, text: string): boolean {
  const outline = outlineOf(territory);
  if (outline === null) return false;
  const { spelling, shortCode } = dialled;
  if (calledServices.get(territory)?.test(text) === true) return false;
  if (spelling === "trunk-zero" && outline.nationalPrefix !== "0") return false;
  const isNational = !text.startsWith("+");
  const forms = [shortCode, `0${shortCode}`, ...(isNational ? [text, text.replace(/^0/, "")] : [])];
  return !forms.some((form) => outline.pattern.test(form)) && !isValidPhoneNumber(text, outline.territory);
}

/** Whether a text is a telephone number as it is dialled in a territory. */
export const isNumberIn = (territory: string, text: string): boolean =>
  isSupportedCountry(territory) && isValidPhoneNumber(text, territory);
