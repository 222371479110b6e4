import { forEachAtOnce } from "../../for-each-at-once.ts";
import { describeError } from "../../log.ts";
import type { LookupTable } from "../../routing/lookup-table.ts";
import type { DamagedTable, Snapshot } from "../../routing/snapshot.ts";
import type { ConfigDocument } from "../document.ts";
import { DamagedTableError } from "../lookup/table-header.ts";
import type { ReadTables } from "./with-tables.ts";

/** Reads the rows of one version of a lookup table. Throws a DamagedTableError when they are not those of the hash. */
export type ReadableTables = {
  readonly read: (name: string, version: number, hash?: string) => Promise<LookupTable>;
};

/** Few enough for a store that answers, and enough that one table without an answer does not delay the others for long. */
const tablesAtOnce = 4;

/** Reads all tables of a document. Never throws: a table that cannot be read does not cost the others. */
export async function readTables(
  lookups: ReadableTables,
  { lookupTables }: Pick<ConfigDocument, "lookupTables">,
): Promise<ReadTables> {
  const tables = new Map<string, LookupTable>();
  const damaged = new Map<string, DamagedTable>();
  const read = await forEachAtOnce(tablesAtOnce, lookupTables, ({ name, version, hash }) =>
    lookups.read(name, version, hash).catch((error: unknown) => damageBy(error, version)),
  );
  for (const [i, { name }] of lookupTables.entries()) {
    const one = read[i];
    if (one === undefined) continue;
    if ("why" in one) damaged.set(name, one);
    else tables.set(name, one);
  }
  return { tables, damaged };
}

const damageBy = (error: unknown, version: number): DamagedTable =>
  error instanceof DamagedTableError
    ? { version, why: error.why, isPassing: false, isOtherHash: error.isOtherHash }
    : { version, why: "could not be read", isPassing: true, error: describeError(error) };

/** A configuration's lookup tables: the list of them, and their rows. */
type Holder = {
  readonly document: Pick<ConfigDocument, "lookupTables">;
  readonly snapshot: Pick<Snapshot, "tables">;
};

/** Reads tables, but takes those that a configuration has from there: a version of a table never changes. */
export const heldOrRead = ({ document, snapshot }: Holder, lookups: ReadableTables): ReadableTables => ({
  read: async (name, version, hash) => {
    const isHeld = document.lookupTables.some(
      (listed) => listed.name === name && listed.version === version && (hash === undefined || listed.hash === hash),
    );
    return (isHeld ? snapshot.tables.get(name) : undefined) ?? lookups.read(name, version, hash);
  },
});
