import { callingCodeTable, numberedUnderTable } from "./calling-code-table.ts";

const readTable = (table: string): string[][] =>
  table
    .trim()
    .split("\n")
    .map((line) => line.split(" "));

/**
 * Every assigned calling code (ITU-T E.164, without "+") with the territories that a caller may be in when nothing but
 * the code is known, the main one first. Global services such as +800 and +881 belong to no territory. Calling codes are
 * prefix-free, so at most one of them begins a number.
 */
export const territoriesByCallingCode: ReadonlyMap<string, readonly string[]> = new Map(
  readTable(callingCodeTable).map(([callingCode = "", ...territories]) => [callingCode, territories]),
);

/**
 * The calling code that a territory's numbers have. It knows a few territories more than `territoriesByCallingCode`:
 * Pitcairn, for one, has numbers under +64, yet a caller known by +64 alone counts as being in New Zealand.
 */
export const callingCodeByTerritory: ReadonlyMap<string, string> = indexByTerritory();

function indexByTerritory(): Map<string, string> {
  const index = new Map<string, string>();
  for (const [callingCode, territories] of territoriesByCallingCode) {
    for (const territory of territories) if (!index.has(territory)) index.set(territory, callingCode);
  }
  for (const [territory = "", callingCode = ""] of readTable(numberedUnderTable)) index.set(territory, callingCode);
  return index;
}
