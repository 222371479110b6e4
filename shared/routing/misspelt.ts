import { foldName } from "../recognition/fold-name.ts";
import type { Conversion } from "./conversion.ts";
import type { Snapshot } from "./snapshot.ts";

type Known = { readonly has: (name: string) => boolean };

/**
 * Whether an unknown name differs from a known one only in upper and lower case, Unicode forms or spaces around it. `folded`:
 * the known names that `foldName` changes, folded.
 */
export function isMisspelt(name: string, known: Known, folded: ReadonlySet<string>): boolean {
  const plain = foldName(name);
  return known.has(plain) || folded.has(plain);
}

/** Whether a table of a conversion lacks the location key, but has one that differs only in its spelling. */
export function hasMisspeltKey({ steps }: Conversion, locationKey: string, { tables, folded }: Snapshot): boolean {
  for (const step of steps) {
    if (step.do !== "lookup" || step.key !== "locationKey") continue;
    const table = tables.get(step.table);
    if (table === undefined || table.has(locationKey)) continue;
    if (isMisspelt(locationKey, table, folded.keys.get(step.table) ?? none)) return true;
  }
  return false;
}

const none: ReadonlySet<string> = new Set();
