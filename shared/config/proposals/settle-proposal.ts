import { activateProposal } from "./activate-proposal.ts";
import { endProposal, isLate } from "./end-proposal.ts";
import { findActivation } from "./find-activation.ts";
import { keepOrRead, recordSteps } from "./keep-proposal.ts";
import { type ProposalState, type ProposalStep, type StoredProposal, withStep } from "./proposal.ts";
import type { ActivateDependencies, SettleDependencies } from "./proposal-dependencies.ts";

/**
 * Does with a proposal what is due: makes it live, notes that its time is over, ends its trial. What an instance that died left
 * half-done is finished. Throws a DependencyError when the store fails; the next run goes on from there.
 */
export async function settleProposal(
  proposal: StoredProposal,
  dependencies: SettleDependencies,
): Promise<StoredProposal> {
  const nowMs = dependencies.now();
  const recorded = await recordLeftSteps(proposal, dependencies, nowMs);
  const { state, activateAt, breakGlass } = recorded;
  if (state === "provisional") return settleTrial(recorded, dependencies);
  if (state === "approved") return isLeft(recorded, nowMs) ? activateProposal(recorded, dependencies) : recorded;
  if (state !== "open" && state !== "scheduled") return recorded;
  if (isLate(recorded, nowMs)) return endProposal(recorded, "expired", [], dependencies);
  if (breakGlass !== null || (state === "open" && !hasApprovals(recorded))) return recorded;
  if (state === "scheduled" && activateAt !== null && nowMs < Date.parse(activateAt)) return recorded;
  return advanceProposal(recorded, dependencies);
}

/** Whether whoever was making it live has surely died, or failed. Two at once would each take a number of a version. */
const isLeft = ({ goingLiveSince }: StoredProposal, nowMs: number): boolean =>
  goingLiveSince === null || nowMs - Date.parse(goingLiveSince) > goingLiveAtMostMs;

const goingLiveAtMostMs = 30_000;

/** Steps that are not recorded a minute later were left by an instance that died, or that no store answered. */
async function recordLeftSteps(
  proposal: StoredProposal,
  { recordOnce, ...dependencies }: SettleDependencies,
  nowMs: number,
): Promise<StoredProposal> {
  const at = proposal.steps[proposal.recordedSteps]?.at;
  const areLeft = at !== undefined && nowMs - Date.parse(at) > settledAfterMs;
  return areLeft ? recordSteps(proposal, { ...dependencies, record: recordOnce }) : proposal;
}

const settledAfterMs = 60_000;

const hasApprovals = ({ approvals, approvalsNeeded }: StoredProposal): boolean => approvals.length >= approvalsNeeded;

/** Takes a proposal with all its approvals on: to its schedule, or live. */
export async function advanceProposal(
  proposal: StoredProposal,
  dependencies: ActivateDependencies,
): Promise<StoredProposal> {
  if (!hasApprovals(proposal)) return proposal;
  const nowMs = dependencies.now();
  const at = new Date(nowMs).toISOString();
  const isEarly = proposal.activateAt !== null && nowMs < Date.parse(proposal.activateAt);
  if (isEarly) {
    const scheduled = withStep(proposal, { state: "scheduled" }, { step: "scheduled", by: "schedule", at });
    return keepOrRead(scheduled, dependencies);
  }
  // From here on it cannot be withdrawn any more.
  const approved = await dependencies.table.replace({ ...proposal, state: "approved", goingLiveSince: at });
  if (approved === null) return (await dependencies.table.read(proposal.id)) ?? proposal;
  return activateProposal(approved, dependencies);
}

/** Confirms a provisional version, or notes what became of it. */
export async function settleTrial(proposal: StoredProposal, dependencies: SettleDependencies): Promise<StoredProposal> {
  const { config, isVerified } = dependencies;
  const pointer = await config.readPointer();
  const version = proposal.version ?? 0;
  if (pointer?.version !== version) return noteSuccessor(proposal, pointer?.version ?? 0, dependencies);
  if (pointer.trial == null) return close(proposal, "confirmed", "confirmed", dependencies);
  const isConfirmed =
    proposal.confirmation !== null || (proposal.confirmBy === "expectations" && (await isVerified(version)));
  if (!isConfirmed || !(await config.endTrial(pointer))) return proposal;
  return close(proposal, "confirmed", "confirmed", dependencies);
}

/** Something else is live: what it went back to, or a newer change, which ended the trial. */
async function noteSuccessor(
  proposal: StoredProposal,
  active: number,
  dependencies: SettleDependencies,
): Promise<StoredProposal> {
  const { live, successor } = await findActivation(proposal, active, dependencies.config);
  if (live === null || successor === null) return proposal;
  const isBack = successor.restoredFrom === live.parent;
  const by = successor.author;
  return close(proposal, isBack ? "reverted" : "confirmed", isBack ? "reverted" : "superseded", dependencies, by);
}

async function close(
  proposal: StoredProposal,
  state: ProposalState,
  step: ProposalStep,
  dependencies: SettleDependencies,
  by = proposal.confirmation?.by.name ?? "probes",
): Promise<StoredProposal> {
  const at = new Date(dependencies.now()).toISOString();
  const comment = step === "confirmed" ? (proposal.confirmation?.comment ?? null) : null;
  const closed = withStep(proposal, { state, revertAt: null }, { step, by, at, comment });
  return keepOrRead(closed, dependencies);
}
