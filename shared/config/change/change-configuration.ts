import type { AuditStatus } from "../../audit/audit-event.ts";
import type { InputFault } from "../../input-fault.ts";
import { compileDocument } from "../compile/compiled-document.ts";
import { heldOrRead } from "../compile/read-tables.ts";
import { type DocumentDiff, summarise } from "../diff-documents.ts";
import { type ConfigDocument, emptyDocument } from "../document.ts";
import type { SeenCalls } from "../simulate/simulate-change.ts";
import type { ConfigTable, Pointer } from "../store/config-table.ts";
import { DamagedVersionError } from "../store/damaged-version-error.ts";
import type { LookupTables } from "../store/lookup/lookup-tables.ts";
import { storeVersion } from "../store/store-version.ts";
import type { VersionHeader } from "../store/version-header.ts";
import { type ChangeEffect, compareConfigurations } from "./change-effect.ts";
import type { ConfigurationChange } from "./configuration-change.ts";
import { judgeEdited } from "./judge-edited.ts";

export type ChangeOutcome =
  /** The base is not the active version, or was not any more when the pointer was to move. */
  | { readonly outcome: "conflict"; readonly activeVersion: number }
  | { readonly outcome: "invalid"; readonly errors: readonly InputFault[] }
  /** `unconfirmed`: the dangers that the change does not name. */
  | { readonly outcome: "unconfirmed"; readonly unconfirmed: readonly string[]; readonly effect: ChangeEffect }
  | { readonly outcome: "tried"; readonly effect: ChangeEffect }
  | {
      readonly outcome: "changed";
      readonly version: number;
      readonly effect: ChangeEffect;
      readonly audit: { readonly eventId: string; readonly status: AuditStatus };
    };

export type StoredChange = { readonly header: VersionHeader; readonly diff: DocumentDiff };

export type ChangeDependencies = {
  readonly table: ConfigTable;
  readonly lookups: Pick<LookupTables, "read" | "find">;
  /** The calls of the recent past; never rejects. */
  readonly recentCalls: () => Promise<SeenCalls>;
  /** Records the audit event of a change that is live. Never rejects. */
  readonly recordChange: (change: StoredChange) => Promise<{ readonly eventId: string; readonly status: AuditStatus }>;
  readonly now: () => number;
  readonly newId: () => string;
};

/**
 * Tries a change and, unless it is a dry run, stores it as a new version and makes that the active one: validated, simulated,
 * confirmed where it is dangerous, and only from the base it was made for. Throws a DependencyError when a store fails; the
 * old version is then still live, unless the very last answer was lost.
 */
export async function changeConfiguration(
  change: ConfigurationChange,
  dependencies: ChangeDependencies,
): Promise<ChangeOutcome> {
  const { table, recordChange } = dependencies;
  const base = await table.readPointer();
  const activeVersion = base?.version ?? 0;
  if (change.baseVersion !== null && change.baseVersion !== activeVersion)
    return { outcome: "conflict", activeVersion };
  const { document, warnings } = await readBase(change, base, table);
  const tried = await tryChange(change, document, dependencies);
  if ("errors" in tried) return { outcome: "invalid", errors: tried.errors };
  const effect = { ...tried.effect, warnings: [...warnings, ...tried.effect.warnings], baseVersion: activeVersion };
  const unconfirmed = effect.dangers.map(({ danger }) => danger).filter((danger) => !change.confirm.includes(danger));
  if (unconfirmed.length > 0) return { outcome: "unconfirmed", unconfirmed, effect };
  if (change.dryRun) return { outcome: "tried", effect };
  const header = await store(change, base, tried.document, effect, dependencies);
  if (header === null) return { outcome: "conflict", activeVersion: (await table.readPointer())?.version ?? 0 };
  const audit = await recordChange({ header, diff: effect.diff });
  return { outcome: "changed", version: header.version, effect, audit };
}

type Base = { readonly document: ConfigDocument; readonly warnings: readonly InputFault[] };

/** The active document. A restore needs it only to compare with: it is what brings a damaged configuration back to life. */
async function readBase(
  { restoredFrom }: ConfigurationChange,
  base: Pointer | null,
  table: ConfigTable,
): Promise<Base> {
  if (base === null) return { document: emptyDocument, warnings: [] };
  try {
    return { document: await table.readVersion(base.version, base.hash), warnings: [] };
  } catch (error) {
    if (restoredFrom === null || !(error instanceof DamagedVersionError)) throw error;
    const message = `${error.message}: compared with an empty configuration instead`;
    return { document: emptyDocument, warnings: [{ path: "", message }] };
  }
}

type Tried =
  | { readonly document: ConfigDocument; readonly effect: Omit<ChangeEffect, "baseVersion"> }
  | { readonly errors: readonly InputFault[] };

/** Everything about a change that needs no store but to read. */
async function tryChange(
  { edit, calls, restoredFrom }: ConfigurationChange,
  active: ConfigDocument,
  { lookups, recentCalls, now }: ChangeDependencies,
): Promise<Tried> {
  const nowMs = now();
  const judged = await judgeEdited(await edit(active), {
    active,
    isRestore: restoredFrom !== null,
    lookups,
    find: lookups.find,
    nowMs,
  });
  if ("errors" in judged) return judged;
  const { configuration: after, warnings } = judged;
  const { document } = after;
  const [before, recent] = await Promise.all([compileDocument(active, heldOrRead(after, lookups)), recentCalls()]);
  return {
    document,
    effect: { warnings, ...(await compareConfigurations({ before, after, recent, given: calls, nowMs })) },
  };
}

function store(
  { author, reason, restoredFrom }: ConfigurationChange,
  base: Pointer | null,
  document: ConfigDocument,
  { hash, diff }: ChangeEffect,
  dependencies: ChangeDependencies,
): Promise<VersionHeader | null> {
  return storeVersion({ document, base, hash, author, reason, restoredFrom, summary: summarise(diff) }, dependencies);
}
