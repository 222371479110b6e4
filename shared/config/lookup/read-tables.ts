import type { LookupTable } from "../../routing/convert.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { ConfigDocument } from "../document.ts";
import { type LookupTables, NotWholeError } from "./lookup-tables.ts";

/**
 * The lookup tables that a document lists, by name. A version that was never stored, or not whole, is left out; throws a
 * DependencyError when the store does not answer.
 */
export async function readTables(
  lookups: Pick<LookupTables, "read">,
  { lookupTables }: Pick<ConfigDocument, "lookupTables">,
): Promise<ReadonlyMap<string, LookupTable>> {
  const tables = new Map<string, LookupTable>();
  for (const { name, version } of lookupTables) {
    const table = await lookups.read(name, version).catch(absent);
    if (table !== null) tables.set(name, table);
  }
  return tables;
}

/** A configuration as far as its lookup tables go: those that it lists, and what it was compiled with. */
type Holder = {
  readonly document: Pick<ConfigDocument, "lookupTables">;
  readonly snapshot: Pick<Snapshot, "tables">;
};

/** Reads tables, but takes those that a configuration holds from there: a version of a table never changes. */
export const heldOrRead = (
  { document, snapshot }: Holder,
  lookups: Pick<LookupTables, "read">,
): Pick<LookupTables, "read"> => ({
  read: async (name, version) => {
    const isHeld = document.lookupTables.some((listed) => listed.name === name && listed.version === version);
    return (isHeld ? snapshot.tables.get(name) : undefined) ?? lookups.read(name, version);
  },
});

function absent(error: unknown): null {
  if (error instanceof NotWholeError) return null;
  throw error;
}
