import { isValidPhoneNumber } from "libphonenumber-js/min";
import type { Dialled } from "./find-dialled.ts";
import { outlineOf } from "./numbering-outline.ts";

/**
 * Whether a reading cannot be a telephone number of a territory: neither as the library reads the text there, which knows local
 * numbers, nor in any other form by the outline of the numbering plan. The outline covers every type of number and some that nobody
 * has: it errs on the side of a telephone number. A territory without a plan has no answer, which is false.
 */
export function isNoSubscriber(territory: string, dialled: Dialled, text: string): boolean {
  const outline = outlineOf(territory);
  if (outline === null) return false;
  const { spelling, shortCode } = dialled;
  if (spelling === "trunk-zero" && outline.nationalPrefix !== "0") return false;
  const isNational = !text.startsWith("+");
  const forms = [shortCode, `0${shortCode}`, ...(isNational ? [text, text.replace(/^0/, "")] : [])];
  return !forms.some((form) => outline.pattern.test(form)) && !isValidPhoneNumber(text, outline.territory);
}
