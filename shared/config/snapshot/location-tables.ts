import type { Snapshot } from "../../routing/snapshot.ts";
import { type ReadableTables, readTables } from "../compile/read-tables.ts";
import type { ReadTables } from "../compile/with-tables.ts";
import type { ConfigDocument } from "../document.ts";

export type LocationTablesDependencies = {
  readonly lookups: ReadableTables;
  /** What decides calls. */
  readonly snapshots: {
    readonly current: () => { readonly snapshot: Snapshot; readonly config: { readonly version: number } };
  };
};

/** The location tables of a version: those of the calls where they have it, else from the store. Never throws. Paced. */
export async function readLocationTables(
  { version, document }: { readonly version: number; readonly document: Pick<ConfigDocument, "locationTables"> },
  { lookups, snapshots }: LocationTablesDependencies,
): Promise<Pick<ReadTables, "locationTables" | "damaged">> {
  const { snapshot, config } = snapshots.current();
  if (config.version === version) return { locationTables: snapshot.locationTables, damaged: snapshot.damagedTables };
  return readTables(lookups, { lookupTables: [], locationTables: document.locationTables });
}
