import { catalogue } from "../catalogue/catalogue.ts";
import { territoryNamed } from "../catalogue/territory-name.ts";

/** The catalogue's numbers by territory. */
const codes = new Map<string, string[]>();
for (const { territory, shortCode } of catalogue) codes.set(territory, [...(codes.get(territory) ?? []), shortCode]);

const withoutZeros = (code: string): string => code.replace(/^0+/, "");

/**
 * The number of the catalogue that looks like this text without its leading zeros, which spreadsheets drop: "000" for "0" in
 * AU. Null where there is none, and for a text that is a number of the catalogue itself.
 */
export function withItsZeros(territory: string, text: string): string | null {
  const known = codes.get(territoryNamed(territory)) ?? [];
  if (!/^[0-9]+$/.test(text) || known.includes(text)) return null;
  return known.find((code) => code.length > text.length && withoutZeros(code) === withoutZeros(text)) ?? null;
}
