import { catalogue } from "../catalogue/catalogue.ts";

/** The catalogue's numbers by territory. */
const codes = new Map<string, string[]>();
for (const { territory, shortCode } of catalogue) codes.set(territory, [...(codes.get(territory) ?? []), shortCode]);

const withoutZeros = (code: string): string => code.replace(/^0+/, "");

/**
 * The number of the catalogue that is left as this text when zeros at its beginning are dropped, as spreadsheets do: "000" for
 * "0" in AU. Null where there is none, and for a number that the catalogue has.
 */
export function withItsZeros(territory: string, text: string): string | null {
  const known = codes.get(territory) ?? [];
  if (!/^[0-9]+$/.test(text) || known.includes(text)) return null;
  return known.find((code) => code.length > text.length && withoutZeros(code) === withoutZeros(text)) ?? null;
}
