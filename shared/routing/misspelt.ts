import { foldName } from "../recognition/fold-characters.ts";
import type { Conversion } from "./conversion.ts";
import type { Snapshot } from "./snapshot.ts";

type Known = { readonly has: (name: string) => boolean };

/**
 * Whether a name that nothing has is one that is there, but for upper and lower case, Unicode forms or spaces around it. `folded`
 * holds the known names that are not written as `foldName` writes them. Only to be asked of names that are not known.
 */
export function isMisspelt(name: string, known: Known, folded: ReadonlySet<string>): boolean {
  const plain = foldName(name);
  return known.has(plain) || folded.has(plain);
}

/** Whether a conversion has a table that lacks the caller's location key, and has one that is written in another way. */
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
