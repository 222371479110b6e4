import type { Snapshot } from "../../routing/snapshot.ts";
import type { Places } from "../compile/compile-areas.ts";
import { indexNumbers } from "../compile/compile-plan.ts";
import { compileAround } from "../compile/compile-snapshot.ts";
import { heldOrRead, readTables } from "../compile/read-tables.ts";
import { withTables } from "../compile/with-tables.ts";
import type { ConfigDocument, NumberItem } from "../document.ts";
import { documentOf, type StoredItem } from "../item-kinds.ts";
import type { LookupTables } from "../store/lookup/lookup-tables.ts";
import type { ActiveVersion } from "../store/pointer.ts";
import type { ItemBatches, VersionContent } from "../store/version-content.ts";

/** A version in memory, ready to decide calls. */
export type LoadedVersion = {
  readonly snapshot: Snapshot;
  readonly version: number;
  readonly hash: string;
  /** The tables that the snapshot holds, so that a new version reads only what changed. */
  readonly lookupTables: ConfigDocument["lookupTables"];
  readonly places: Places;
  /** Of which begin and end are recorded; calls have them in the snapshot. */
  readonly diverts: ConfigDocument["diverts"];
  /** What must hold; no call needs it. */
  readonly expectations: ConfigDocument["expectations"];
};

export type LoadSnapshotDependencies = {
  readonly table: Pick<VersionContent, "readItems">;
  readonly lookups: Pick<LookupTables, "read">;
};

/**
 * Reads a version and compiles it beside calls; lookup tables that `held` has are taken from there. The numbers are never in
 * memory as a document: the garbage collector would have to move it, and calls would wait.
 * Throws when the store fails, or its content is not what was activated. A lookup table that cannot be used is named in the
 * snapshot.
 */
export async function loadSnapshot(
  { version, hash }: Pick<ActiveVersion, "version" | "hash">,
  held: LoadedVersion,
  { table, lookups }: LoadSnapshotDependencies,
): Promise<LoadedVersion> {
  const others: StoredItem[] = [];
  const batches = await table.readItems(version, hash);
  const numbers = await indexNumbers(takeNumbers(batches, others));
  const document = documentOf(others);
  const { lookupTables, expectations, diverts, areas, locationTables, locationRules } = document;
  const read = await readTables(heldOrRead({ document: tablesOf(held), snapshot: held.snapshot }, lookups), document);
  const snapshot = await compileAround(numbers, document, read);
  const places = { areas, locationTables, locationRules };
  return { snapshot, version, hash, lookupTables, places, diverts, expectations };
}

/** A version whose tables were read once more: the store may answer again, or rows were restored. */
export async function readTablesAgain(
  held: LoadedVersion,
  { lookups }: Pick<LoadSnapshotDependencies, "lookups">,
): Promise<LoadedVersion> {
  const { snapshot, places } = held;
  const document = tablesOf(held);
  const read = await readTables(heldOrRead({ document, snapshot }, lookups), document);
  return { ...held, snapshot: { ...snapshot, ...withTables(snapshot, places, read) } };
}

const tablesOf = ({ lookupTables, places: { locationTables } }: LoadedVersion) => ({ lookupTables, locationTables });

/** The numbers among items. The others are put aside: undefined comes in their place. */
function* takeNumbers(batches: ItemBatches, others: StoredItem[]): Generator<NumberItem | undefined> {
  for (const batch of batches)
    for (const stored of batch) {
      const number = isNumber(stored) ? stored.item : undefined;
      if (number === undefined) others.push(stored);
      yield number;
    }
}

const isNumber = (stored: StoredItem): stored is StoredItem & { readonly item: NumberItem } => stored.kind === "number";
