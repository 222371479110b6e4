import { territoryNamed } from "../catalogue/territory-name.ts";
import { foldName } from "../recognition/fold-name.ts";
import type { Civic } from "./place.ts";

const elementsAtMost = 60;
const charactersAtMost = 256;

const elementName = /^[A-Za-z][A-Za-z0-9]{0,31}$/;
const countryCode = /^[a-z]{2}$/;

/**
 * A civic address from names and texts as they came. Names are taken in any case and blanks within a text are one. Null where
 * nothing is left.
 */
export function readCivic(given: readonly (readonly [name: string, text: unknown])[]): Civic | null {
  const civic: { country: string | null; [element: string]: string | null } = { country: null };
  let count = 0;
  let isTold = false;
  for (const [name, value] of given) {
    const text = textOf(value);
    if (text === "" || !elementName.test(name)) continue;
    if (++count > elementsAtMost) break;
    const element = name.toUpperCase();
    const code = element === "COUNTRY" ? foldName(text) : "";
    if (countryCode.test(code)) civic.country ??= territoryNamed(code);
    else civic[element] ??= text;
    isTold ||= element !== "COUNTRY" || civic.country !== null;
  }
  return isTold ? civic : null;
}

/** Whether an address tells its country in a way that is not read, such as `GBR`. */
export const hasOddCountry = ({ country, COUNTRY }: Civic): boolean => country === null && COUNTRY !== undefined;

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number"
    ? String(value)
        .slice(0, 4 * charactersAtMost)
        .replace(/\s+/g, " ")
        .trim()
        .slice(0, charactersAtMost)
    : "";

/**
 * The emergency location identification number: what the element ELIN has, else a number that stands in NAM, where Teams and
 * others put it. Of several the first: `+14255550100;4711`.
 */
export function elinOf(civic: Civic): string | null {
  for (const text of [civic.ELIN, civic.NAM])
    for (const part of (text ?? "").split(/[;,]/)) {
      const number = part.trim().replace(/[\s().-]/g, "");
      if (/^\+?\d{7,15}$/.test(number)) return number;
    }
  return null;
}
