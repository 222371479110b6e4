import type { ConfigInForce } from "../../routing/decision.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { compileDocument } from "../compile/compile-document.ts";
import type { ReadableTables } from "../compile/read-tables.ts";
import type { CompiledDocument } from "../compiled-document.ts";
import type { ConfigTable } from "../store/config-table.ts";
import type { StoredHeader } from "../store/version-header.ts";
import { findVersion } from "../store/version-history.ts";

export type CompileVersionDependencies = {
  readonly table: Pick<ConfigTable, "readPointer" | "readHeader" | "readVersion">;
  readonly lookups: ReadableTables;
  /** What decides calls. */
  readonly snapshots: { readonly current: () => { readonly snapshot: Snapshot; readonly config: ConfigInForce } };
};

/** The header of a version that is or was live, of the active one for null. Null where there is no such version. */
export async function findHeader(
  version: number | null,
  { table }: Pick<CompileVersionDependencies, "table">,
): Promise<StoredHeader | null> {
  const wanted = version ?? (await table.readPointer())?.version;
  return wanted === undefined ? null : findVersion(table, wanted);
}

/** A version from the store, compiled. The snapshot of calls is used where it is of the same version. Paced. */
export async function compileVersion(
  { version, hash }: Pick<StoredHeader, "version" | "hash">,
  { table, lookups, snapshots }: CompileVersionDependencies,
): Promise<CompiledDocument> {
  const document = await table.readVersion(version, hash);
  const { snapshot, config } = snapshots.current();
  const isHeld = config.version === version && config.hash === hash && snapshot.damagedTables.size === 0;
  return isHeld ? { document, snapshot } : compileDocument(document, lookups);
}
