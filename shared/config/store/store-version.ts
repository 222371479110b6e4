import { takeNumber } from "../../tables/take-number.ts";
import type { ConfigDocument } from "../document.ts";
import type { ConfigTable } from "./config-table.ts";
import type { Pointer } from "./pointer.ts";
import type { VersionHeader } from "./version-header.ts";

export type NewVersion = Pick<
  VersionHeader,
  "hash" | "author" | "reason" | "restoredFrom" | "breakGlass" | "proposal" | "summary"
> & {
  readonly document: ConfigDocument;
  /** What it was made from; null where no configuration was ever active. */
  readonly base: Pointer | null;
  /** After so many seconds it goes back to what was confirmed last, unless it is confirmed; null where it stays. */
  readonly revertAfterS?: number | null;
  /** From this instant on, in milliseconds since 1970, it must not go live any more. */
  readonly beforeMs?: number;
};

export type StoreVersionDependencies = {
  readonly table: ConfigTable;
  readonly now: () => number;
  readonly newId: () => string;
};

/**
 * Stores a version and makes it the active one: its number, all rows, their packed copy, then the pointer, which
 * moves only from the base. Null when the base is not the active version any more, or it is too late. Killed anywhere, or failing, it leaves
 * the old version whole and live, or the new one; what a dead write leaves behind is found by its header (`tidyVersions`).
 */
export async function storeVersion(
  { document, base, revertAfterS = null, beforeMs = Number.POSITIVE_INFINITY, ...described }: NewVersion,
  { table, now, newId }: StoreVersionDependencies,
): Promise<VersionHeader | null> {
  if (base !== null) await table.markHeader(base.version, { live: true });
  const instant = (): string => new Date(now()).toISOString();
  const createdAt = instant();
  const header = await claimNext(
    table,
    { ...described, parent: base?.version ?? 0, createdAt, activatedAt: null, auditedAt: null },
    newId(),
  );
  const { version, hash } = header;
  await table.writeVersion(version, document);
  // What the store says it holds is what every instance and every person will read.
  await table.verifyVersion(version, hash);
  const activatedMs = now();
  const activatedAt = new Date(activatedMs).toISOString();
  await table.markHeader(version, { activatedAt });
  if (now() >= beforeMs) return null;
  const trial =
    revertAfterS === null || base === null
      ? null
      : { revertAt: new Date(activatedMs + revertAfterS * 1_000).toISOString(), revertTo: lastConfirmed(base) };
  const moved = await table.movePointer(base, { version, hash, activatedAt, trial });
  return moved ? { ...header, activatedAt } : null;
}

/** Nobody has confirmed a version that is provisional itself. */
const lastConfirmed = ({ version, trial }: Pointer): number => trial?.revertTo ?? version;

/** Takes the next free number; callers at the same time get different ones. */
async function claimNext(
  table: ConfigTable,
  header: Omit<VersionHeader, "version">,
  claim: string,
): Promise<VersionHeader> {
  const [newest] = await table.listHeaders({ atMost: 1 });
  const first = Math.max(newest?.version ?? 0, header.parent) + 1;
  const version = await takeNumber("claim a configuration version", first, (number) =>
    table.claimVersion({ ...header, version: number }, claim),
  );
  return { ...header, version };
}
