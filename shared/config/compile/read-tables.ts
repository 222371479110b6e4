import { forEachAtOnce } from "../../for-each-at-once.ts";
import type { LocationTable } from "../../location/areas.ts";
import { describeError } from "../../log.ts";
import type { LookupTable } from "../../routing/lookup-table.ts";
import type { DamagedTable, Snapshot } from "../../routing/snapshot.ts";
import type { ConfigDocument } from "../document.ts";
import { type RowsAPage, rowsAPageOfLocations } from "../lookup/location-rows.ts";
import { DamagedTableError } from "../lookup/table-header.ts";
import { compileLocationTable } from "./compile-location-table.ts";
import type { ReadTables } from "./with-tables.ts";

/** Reads the rows of one version of a table. Throws a DamagedTableError when they are not those of the hash. */
export type ReadableTables = {
  readonly read: (name: string, version: number, hash?: string, rowsAPage?: RowsAPage) => Promise<LookupTable>;
  /** A location table that is in memory, ready for use. */
  readonly held?: (listed: ListedLocationTable) => LocationTable | undefined;
};

type ListedLocationTable = ConfigDocument["locationTables"][number];

/** Few enough for a store that answers, and enough that one table without an answer does not delay the others for long. */
const tablesAtOnce = 4;

type Listed = Pick<ConfigDocument, "lookupTables" | "locationTables">;

/** Reads all tables of a document. Never throws: a table that cannot be read does not cost the others. Paced. */
export async function readTables(
  lookups: ReadableTables,
  { lookupTables, locationTables }: Listed,
): Promise<ReadTables> {
  const damaged = new Map<string, DamagedTable>();
  const tables = await usable(lookupTables, damaged, ({ name, version, hash }) => lookups.read(name, version, hash));
  const locations = await usable(locationTables, damaged, (listed) => readLocationTable(lookups, listed));
  return { tables, locationTables: locations, damaged };
}

/** Of each listed table what `read` makes of it; why it could not goes to `damaged`. */
async function usable<Table, One extends { readonly name: string; readonly version: number }>(
  listed: readonly One[],
  damaged: Map<string, DamagedTable>,
  read: (one: One) => Promise<Table>,
): Promise<ReadonlyMap<string, Table>> {
  const found = new Map<string, Table>();
  const all = await forEachAtOnce(tablesAtOnce, listed, (one) =>
    read(one).then(
      (table) => ({ table }),
      (error: unknown) => ({ damage: damageBy(error, one.version) }),
    ),
  );
  for (const [i, { name }] of listed.entries()) {
    const one = all[i];
    if (one === undefined) continue;
    if ("damage" in one) damaged.set(name, one.damage);
    else found.set(name, one.table);
  }
  return found;
}

async function readLocationTable(lookups: ReadableTables, listed: ListedLocationTable): Promise<LocationTable> {
  const held = lookups.held?.(listed);
  if (held !== undefined) return held;
  const { name, version, hash } = listed;
  const compiled = await compileLocationTable(await lookups.read(name, version, hash, rowsAPageOfLocations), listed);
  if ("why" in compiled) throw new DamagedTableError(name, version, compiled.why);
  return compiled;
}

const damageBy = (error: unknown, version: number): DamagedTable =>
  error instanceof DamagedTableError
    ? { version, why: error.why, isPassing: false, isOtherHash: error.isOtherHash }
    : { version, why: "could not be read", isPassing: true, error: describeError(error) };

/** A configuration's tables: the lists of them, and their rows. */
type Holder = {
  readonly document: Listed;
  readonly snapshot: Pick<Snapshot, "tables" | "locationTables">;
};

/** Reads tables, but takes those that a configuration has from there: a version of a table never changes. */
export const heldOrRead = ({ document, snapshot }: Holder, lookups: ReadableTables): ReadableTables => ({
  read: async (name, version, hash, rowsAPage) => {
    const isHeld = document.lookupTables.some(
      (listed) => listed.name === name && listed.version === version && (hash === undefined || listed.hash === hash),
    );
    return (isHeld ? snapshot.tables.get(name) : undefined) ?? lookups.read(name, version, hash, rowsAPage);
  },
  held: ({ name, version, hash, keys }) => {
    const isHeld = document.locationTables.some(
      (listed) => listed.name === name && listed.version === version && listed.keys === keys && listed.hash === hash,
    );
    return isHeld ? snapshot.locationTables.get(name) : undefined;
  },
});
