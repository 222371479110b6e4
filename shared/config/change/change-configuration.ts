import type { AuditStatus } from "../../audit/audit-event.ts";
import { type Checked, valid } from "../../checked.ts";
import type { InputFault } from "../../input-fault.ts";
import { policyOf } from "../change-policy.ts";
import { compileDocument } from "../compile/compile-document.ts";
import { heldOrRead } from "../compile/read-tables.ts";
import { summarise } from "../diff-documents.ts";
import { type ConfigDocument, emptyDocument } from "../document.ts";
import type { SeenCalls } from "../simulate/simulation.ts";
import type { ConfigTable } from "../store/config-table.ts";
import { DamagedVersionError } from "../store/damaged-version-error.ts";
import type { LookupTables } from "../store/lookup/lookup-tables.ts";
import { isTrialOver, type Pointer, type Trial } from "../store/pointer.ts";
import { storeVersion } from "../store/store-version.ts";
import type { VersionHeader } from "../store/version-header.ts";
import { compareConfigurations } from "./compare-configurations.ts";
import type {
  ChangeEffect,
  ChangeOutcome,
  ConfigurationChange,
  Consent,
  StoredChange,
} from "./configuration-change.ts";
import { judgeEdited } from "./judge-edited.ts";
import { withGivenTables } from "./with-given-tables.ts";

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
 * confirmed where it is dangerous, approved where it must be, and only from the base that it was made for. Throws a DependencyError when a store fails;
 * the old version is then still live, unless only the last answer was lost.
 */
export async function changeConfiguration(
  change: ConfigurationChange,
  dependencies: ChangeDependencies,
): Promise<ChangeOutcome> {
  const { table, recordChange } = dependencies;
  const pointer = await table.readPointer();
  const activeVersion = pointer?.version ?? 0;
  if (change.baseVersion !== null && change.baseVersion !== activeVersion)
    return { outcome: "conflict", activeVersion, goesBack: null };
  if (goesBack(change, pointer, dependencies.now())) return conflictWith(pointer, change, dependencies);
  const base = await readBase(change, pointer, table);
  const tried = await tryChange(change, base, dependencies);
  if (tried.outcome === "faulty") return { outcome: "invalid", faults: tried.faults };
  const { effect } = tried.value;
  const unconfirmed = effect.dangers.map(({ danger }) => danger).filter((danger) => !change.confirm.includes(danger));
  if (unconfirmed.length > 0) return { outcome: "unconfirmed", unconfirmed, effect };
  if (change.dryRun) return { outcome: "tried", effect };
  if (!isConsented(change.consent, effect, base.document)) return { outcome: "unapproved", effect };
  const header = await store(change, pointer, tried.value, dependencies);
  if (header === null) return conflictWith(await table.readPointer(), change, dependencies);
  const audit = await recordChange({ header, diff: effect.diff });
  return { outcome: "changed", version: header.version, effect, audit };
}

/** A change of a version that should have gone back would keep what nobody has confirmed. A restore keeps nothing of it. */
const goesBack = ({ restoredFrom }: ConfigurationChange, pointer: Pointer | null, nowMs: number): boolean =>
  restoredFrom === null && pointer !== null && isTrialOver(pointer, nowMs);

const conflictWith = (
  active: Pointer | null,
  change: ConfigurationChange,
  { now }: ChangeDependencies,
): ChangeOutcome => ({
  outcome: "conflict",
  activeVersion: active?.version ?? 0,
  goesBack: goesBack(change, active, now()) ? (active?.trial ?? null) : null,
});

/** Whether a change may go live as it is, by the policy of what it replaces. */
function isConsented(consent: Consent, { approvalsNeeded, dangers }: ChangeEffect, base: ConfigDocument): boolean {
  const { direct, breakGlass } = policyOf(base);
  // An incident is no reason to be rid of the policy.
  const isAboutPolicy = dangers.some(({ danger }) => danger === "weakens-change-policy");
  switch (consent.kind) {
    case "restore":
      return true;
    case "break-glass":
      return approvalsNeeded === 0 || direct === "allowed" || (breakGlass === "allowed" && !isAboutPolicy);
    case "proposal":
      return consent.approvals >= approvalsNeeded;
    case "direct":
      return approvalsNeeded === 0 || direct === "allowed";
  }
}

/** What a change is made from. */
type Base = {
  readonly version: number;
  readonly document: ConfigDocument;
  readonly trial: Trial | null;
  readonly warnings: readonly InputFault[];
};

/** The active document. A restore only compares with it, and must succeed even where it is damaged. */
async function readBase(
  { restoredFrom }: ConfigurationChange,
  pointer: Pointer | null,
  table: ConfigTable,
): Promise<Base> {
  if (pointer === null) return { version: 0, document: emptyDocument, trial: null, warnings: [] };
  const { version, hash, trial = null } = pointer;
  const warnings = trial === null ? [] : [trialEnds(version, trial)];
  try {
    return { version, document: await table.readVersion(version, hash), trial, warnings };
  } catch (error) {
    if (restoredFrom === null || !(error instanceof DamagedVersionError)) throw error;
    const message = `${error.message}: compared with an empty configuration instead`;
    return { version, document: emptyDocument, trial, warnings: [...warnings, { path: "", message }] };
  }
}

/** A provisional version does not go back by itself any more as soon as something else is live. */
const trialEnds = (version: number, { revertAt, revertTo }: Trial): InputFault => ({
  path: "",
  message:
    `version ${version} would go back by itself at ${revertAt}: this change ends that; ` +
    `if it is provisional too, both go back to version ${revertTo}`,
});

type Tried = { readonly document: ConfigDocument; readonly effect: ChangeEffect };

/** Edits, validates and simulates. Stores nothing. */
async function tryChange(
  { edit, calls, restoredFrom, consent, tables: given }: ConfigurationChange,
  base: Base,
  { lookups: stored, recentCalls, now }: ChangeDependencies,
): Promise<Checked<Tried>> {
  const withGiven = await withGivenTables(stored, given ?? []);
  if (withGiven.outcome === "faulty") return withGiven;
  const { tables: lookups, newTables } = withGiven.value;
  const nowMs = now();
  const active = base.document;
  const edited = await edit(active, base.trial);
  if (edited.outcome === "faulty") return edited;
  const isRestore = restoredFrom !== null;
  const judged = await judgeEdited(edited.value, { active, isRestore, lookups, find: lookups.find, nowMs });
  if (judged.outcome === "faulty") return judged;
  const { configuration: after, warnings } = judged.value;
  const [before, recent] = await Promise.all([compileDocument(active, heldOrRead(after, lookups)), recentCalls()]);
  const compared = await compareConfigurations({ before, after, recent, given: calls, nowMs });
  const effect: ChangeEffect = {
    baseVersion: base.version,
    warnings: [...base.warnings, ...(edited.value.warnings ?? []), ...warnings],
    ...compared,
    ...(consent.kind === "restore" ? { approvalsNeeded: 0 } : {}),
    ...(given === undefined ? {} : { newTables }),
  };
  return valid({ document: after.document, effect });
}

function store(
  { author, reason, restoredFrom, consent }: ConfigurationChange,
  base: Pointer | null,
  { document, effect: { hash, diff } }: Tried,
  dependencies: ChangeDependencies,
): Promise<VersionHeader | null> {
  const breakGlass = consent.kind === "break-glass" ? consent.incident : null;
  // Under this id it is shown until somebody else has approved it.
  const afterwards = breakGlass === null ? null : dependencies.newId();
  const version = { document, base, hash, author, reason, restoredFrom, breakGlass, summary: summarise(diff) };
  const goesBackMs = restoredFrom === null && base?.trial != null ? Date.parse(base.trial.revertAt) : Infinity;
  if (consent.kind !== "proposal")
    return storeVersion({ ...version, proposal: afterwards, beforeMs: goesBackMs }, dependencies);
  const { id: proposal, revertAfterS, beforeMs } = consent;
  return storeVersion({ ...version, proposal, revertAfterS, beforeMs: Math.min(beforeMs, goesBackMs) }, dependencies);
}
