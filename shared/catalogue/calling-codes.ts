import { callingCodeTable, numberedUnderTable } from "./calling-code-table.ts";

const readTable = (table: string): string[][] =>
  table
    .trim()
    .split("\n")
    .map((line) => line.split(" "));

/**
 * Every assigned calling code (ITU-T E.164, digits without "+") with the territories where a caller can be when only the code
 * is known, the main one first. Global services such as 800 and 881 have none.
 */
export const territoriesByCallingCode: ReadonlyMap<string, readonly string[]> = new Map(
  readTable(callingCodeTable).map(([callingCode = "", ...territories]) => [callingCode, territories]),
);

/**
 * The calling code of every territory. It has a few more territories than `territoriesByCallingCode`: Pitcairn has numbers
 * under +64, but a caller known by +64 alone counts as being in New Zealand.
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

/** The calling code that begins these digits. Calling codes are prefix-free (ITU-T E.164), so at most one does. */
export function leadingCallingCode(digits: string): string | null {
  for (let length = 1; length <= 3; length++) {
    const callingCode = digits.slice(0, length);
    if (territoriesByCallingCode.has(callingCode)) return callingCode;
  }
  return null;
}
