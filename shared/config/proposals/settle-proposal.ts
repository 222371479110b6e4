import { activateProposal } from "./activate-proposal.ts";
import { endProposal, isLate } from "./end-proposal.ts";
import { keepOrRead, recordSteps } from "./keep-proposal.ts";
import { type StoredProposal, withStep } from "./proposal.ts";
import type { ActivateDependencies, SettleDependencies } from "./proposal-dependencies.ts";
import { settleTrial } from "./settle-trial.ts";

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
  const left = proposal.unrecorded.filter((index) => {
    const { at = "" } = proposal.steps[index] ?? {};
    return nowMs - Date.parse(at) > settledAfterMs;
  });
  return left.length === 0 ? proposal : recordSteps(proposal, left, { ...dependencies, record: recordOnce });
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
    return keepOrRead(proposal, scheduled, dependencies);
  }
  // From here on it cannot be withdrawn any more.
  const approved = await dependencies.table.replace({ ...proposal, state: "approved", goingLiveSince: at });
  if (approved === null) return (await dependencies.table.read(proposal.id)) ?? proposal;
  return activateProposal(approved, dependencies);
}
