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
  let first = 0;
  let length = 0;
  for (; length < 3; length++) {
    const digit = digits.charCodeAt(length) - 0x30;
    if (!(digit >= 0 && digit <= 9)) break;
    first = first * 10 + digit;
  }
  const callingCode = codeByFirstDigits[first * 10 ** (3 - length)] ?? null;
  return callingCode === null || callingCode.length > length ? null : callingCode;
}

/** The calling code of numbers that begin with three digits, from 000 to 999. */
const codeByFirstDigits: readonly (string | undefined)[] = indexByFirstDigits();

function indexByFirstDigits(): string[] {
  const index: string[] = [];
  for (const callingCode of territoriesByCallingCode.keys()) {
    const count = 10 ** (3 - callingCode.length);
    const first = Number(callingCode) * count;
    for (let digits = first; digits < first + count; digits++) index[digits] = callingCode;
  }
  return index;
}
