import type { InputFault } from "../../input-fault.ts";
import { RefusedRowsError } from "../../tables/write-rows.ts";
import { applyOperations } from "../change/apply-change.ts";
import { type ChangeSet, readChangeSet } from "../change/change-set.ts";
import type { ConfigurationChange } from "../change/configuration-change.ts";
import { type ConfigDocument, emptyDocument } from "../document.ts";
import { DamagedVersionError } from "../store/damaged-version-error.ts";
import type { Pointer } from "../store/pointer.ts";
import type { StoredHeader } from "../store/version-header.ts";
import { endProposal, isLate } from "./end-proposal.ts";
import { findActivation } from "./find-activation.ts";
import { keepOrRead } from "./keep-proposal.ts";
import { type Proposal, type StoredProposal, withStep } from "./proposal.ts";
import { proposalHash } from "./proposal-content.ts";
import type { ActivateDependencies } from "./proposal-dependencies.ts";
import { touchedSince } from "./rebase.ts";

const triesAtMost = 5;

/**
 * Makes an approved proposal live, once: whoever else does so at the same time, or died doing so, is found by the versions. It is judged
 * again on what is active by then. Returns the proposal as it is stored afterwards; one that could not go live yet is still approved.
 */
export async function activateProposal(
  proposal: StoredProposal,
  dependencies: ActivateDependencies,
): Promise<StoredProposal> {
  for (let tries = 0; tries < triesAtMost; tries++) {
    const pointer = await dependencies.config.readPointer();
    const { live } = await findActivation(proposal, pointer?.version ?? 0, dependencies.config);
    if (live !== null) return finish(proposal, live, dependencies);
    if (isLate(proposal, dependencies.now())) return endProposal(proposal, "expired", [], dependencies);
    const tried = await tryOrEnd(proposal, pointer, dependencies);
    if (tried !== "again") return tried;
  }
  return proposal;
}

/** Tried again, what is damaged or not taken would be so again: somebody must look at it. */
async function tryOrEnd(
  proposal: StoredProposal,
  pointer: Pointer | null,
  dependencies: ActivateDependencies,
): Promise<StoredProposal | "again"> {
  try {
    return await tryToActivate(proposal, pointer, dependencies);
  } catch (error) {
    if (!(error instanceof DamagedVersionError || error instanceof RefusedRowsError)) throw error;
    const rows = error instanceof RefusedRowsError ? error.rows : [];
    const faults = rows.map(({ rowKey, why }) => ({ path: rowKey, message: `Table Storage does not take it: ${why}` }));
    return endProposal(proposal, "conflict", [{ path: "", message: error.message }, ...faults], dependencies);
  }
}

async function tryToActivate(
  proposal: StoredProposal,
  pointer: Pointer | null,
  dependencies: ActivateDependencies,
): Promise<StoredProposal | "again"> {
  const changeSet = await readContent(proposal, dependencies);
  if (Array.isArray(changeSet)) return endProposal(proposal, "conflict", changeSet, dependencies);
  const touched = await touchedMeanwhile(proposal, changeSet, pointer, dependencies);
  if (touched.length > 0) return endProposal(proposal, "conflict", touched, dependencies);
  const outcome = await dependencies.change(changeOf(proposal, changeSet, pointer?.version ?? 0));
  switch (outcome.outcome) {
    case "conflict":
      return outcome.goesBack === null ? "again" : leaveToTimer(proposal, dependencies);
    case "changed":
    case "tried":
      return "again";
    case "invalid":
      return endProposal(proposal, "conflict", outcome.faults, dependencies);
    case "unconfirmed":
      return endProposal(proposal, "conflict", outcome.unconfirmed.map(newDanger), dependencies);
    case "unapproved":
      return reopen(proposal, outcome.effect.approvalsNeeded, dependencies);
  }
}

/** What is active goes back first, and that is the timer's. */
const leaveToTimer = (proposal: StoredProposal, dependencies: ActivateDependencies): Promise<StoredProposal> =>
  keepOrRead(proposal, { ...proposal, goingLiveSince: null }, dependencies);

const newDanger = (danger: string): InputFault => ({
  path: "confirm",
  message: `on what is active now it has the danger ${danger} too`,
});

/** The change set, or why it is not to be used. It is what was approved only if it has that hash. */
async function readContent(
  { id, hash, activateAt, activateBefore, revertAfterS, confirmBy }: Proposal,
  { table }: ActivateDependencies,
): Promise<ChangeSet | InputFault[]> {
  const content = await table.readContent(id, hash);
  const timing = { activateAt, activateBefore, revertAfterS, confirmBy };
  if (content === null || (await proposalHash(content.change, timing)) !== hash)
    return [{ path: "", message: "what is stored of it is not what was proposed" }];
  const read = await readChangeSet(content.change);
  return read.outcome === "valid" ? read.value : [...read.faults];
}

async function touchedMeanwhile(
  { baseVersion }: Proposal,
  { operations }: ChangeSet,
  pointer: Pointer | null,
  { config }: ActivateDependencies,
): Promise<readonly InputFault[]> {
  if (pointer === null || pointer.version === baseVersion) return [];
  const base = { version: baseVersion, document: await readBase(baseVersion, config) };
  return touchedSince(operations, base, await config.readVersion(pointer.version, pointer.hash));
}

async function readBase(version: number, config: ActivateDependencies["config"]): Promise<ConfigDocument> {
  const header = version === 0 ? null : await config.readHeader(version);
  return header === null ? emptyDocument : config.readVersion(version, header.hash);
}

const changeOf = (
  { id, author, approvals, revertAfterS, activateBefore }: Proposal,
  { reason, confirm, calls, operations }: ChangeSet,
  baseVersion: number,
): ConfigurationChange => ({
  baseVersion,
  reason,
  author: author.name,
  confirm,
  calls,
  consent: {
    kind: "proposal",
    id,
    approvals: approvals.length,
    revertAfterS,
    beforeMs: activateBefore === null ? Number.POSITIVE_INFINITY : Date.parse(activateBefore),
  },
  dryRun: false,
  restoredFrom: null,
  edit: (active) => applyOperations(active, operations),
});

/** Notes that it is live. Where it was noted already that is left. */
function finish(
  proposal: StoredProposal,
  { version, parent, activatedAt, createdAt }: StoredHeader,
  dependencies: ActivateDependencies,
): Promise<StoredProposal> {
  const at = activatedAt ?? createdAt;
  const { revertAfterS } = proposal;
  // The first version of all has nothing to go back to.
  const revertAt =
    revertAfterS === null || parent === 0 ? null : new Date(Date.parse(at) + revertAfterS * 1_000).toISOString();
  const state = revertAt === null ? "confirmed" : "provisional";
  return keepOrRead(
    proposal,
    withStep(proposal, { state, version, revertAt }, { step: "activated", by: "schedule", at }),
    dependencies,
  );
}

/** The policy asks for more by now, or the change has another danger that it asks more for. */
function reopen(
  proposal: StoredProposal,
  approvalsNeeded: number,
  dependencies: ActivateDependencies,
): Promise<StoredProposal> {
  const at = new Date(dependencies.now()).toISOString();
  return keepOrRead(
    proposal,
    withStep(proposal, { state: "open", approvalsNeeded }, { step: "reopened", by: "schedule", at }),
    dependencies,
  );
}
