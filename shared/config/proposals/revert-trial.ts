import { shorten } from "../../shorten.ts";
import type { StoredChange } from "../change/configuration-change.ts";
import { diffDocuments, summarise } from "../diff-documents.ts";
import type { ConfigTable } from "../store/config-table.ts";
import { DamagedVersionError } from "../store/damaged-version-error.ts";
import { isTrialOver, type Pointer } from "../store/pointer.ts";
import { type StoreVersionDependencies, storeVersion } from "../store/store-version.ts";

export type RevertDependencies = StoreVersionDependencies & {
  readonly recordChange: (change: StoredChange) => Promise<unknown>;
};

/**
 * Brings back what was live before a provisional version whose time is up, as a new version. All that it needs is in the pointer's
 * row, so any instance can do it, and one succeeds. Nothing is validated: it was live. Null where there is nothing to do.
 */
export async function revertTrial(dependencies: RevertDependencies): Promise<number | null> {
  const { table, now, recordChange } = dependencies;
  const pointer = await table.readPointer();
  if (pointer?.trial == null || !isTrialOver(pointer, now())) return null;
  const [before, provisional] = await Promise.all([
    table.readHeader(pointer.trial.revertTo),
    table.readHeader(pointer.version),
  ]);
  if (before === null) throw new DamagedVersionError(pointer.trial.revertTo, "has no header to go back to");
  const document = await table.readVersion(before.version, before.hash);
  const diff = await diffDocuments(await readOr(pointer, document, table), document);
  const stored = await storeVersion(
    {
      document,
      base: pointer,
      hash: before.hash,
      author: "revert",
      reason: shorten(`version ${pointer.version} was not confirmed in time: ${provisional?.reason ?? ""}`, 512),
      restoredFrom: before.version,
      breakGlass: null,
      proposal: provisional?.proposal ?? null,
      summary: summarise(diff),
    },
    dependencies,
  );
  if (stored === null) return null;
  await recordChange({ header: stored, diff });
  return stored.version;
}

/** A provisional version that is damaged must not stay because of that. */
async function readOr(
  { version, hash }: Pointer,
  otherwise: Awaited<ReturnType<ConfigTable["readVersion"]>>,
  table: Pick<ConfigTable, "readVersion">,
) {
  try {
    return await table.readVersion(version, hash);
  } catch (error) {
    if (error instanceof DamagedVersionError) return otherwise;
    throw error;
  }
}
