import type { Pointer, Trial } from "../store/pointer.ts";
import { findActivation } from "./find-activation.ts";
import { keepOrRead } from "./keep-proposal.ts";
import { type ProposalState, type ProposalStep, type StoredProposal, withStep } from "./proposal.ts";
import type { SettleDependencies } from "./proposal-dependencies.ts";

/** Confirms a provisional version, or notes what became of it. */
export async function settleTrial(proposal: StoredProposal, dependencies: SettleDependencies): Promise<StoredProposal> {
  const { config, isVerified } = dependencies;
  const pointer = await config.readPointer();
  const version = proposal.version ?? 0;
  if (pointer?.version !== version) return noteSuccessor(proposal, pointer, dependencies);
  if (pointer.trial == null) return close(proposal, "confirmed", "confirmed", dependencies);
  const isConfirmed =
    proposal.confirmation !== null || (proposal.confirmBy === "expectations" && (await isVerified(version)));
  if (!isConfirmed || !(await config.endTrial(pointer))) return proposal;
  return close(proposal, "confirmed", "confirmed", dependencies);
}

/** Something else is live: what it went back to, or a newer change, which ended the trial or made it part of its own. */
async function noteSuccessor(
  proposal: StoredProposal,
  pointer: Pointer | null,
  dependencies: SettleDependencies,
): Promise<StoredProposal> {
  const { live, successor, back } = await findActivation(proposal, pointer?.version ?? 0, dependencies.config);
  if (live === null || successor === null) return proposal;
  const trial = pointer?.trial ?? null;
  // Both go back together, or neither does.
  if (trial !== null && trial.revertTo < live.version) return joinTrial(proposal, trial, dependencies);
  return back === null
    ? close(proposal, "confirmed", "superseded", dependencies, successor.author)
    : close(proposal, "reverted", "reverted", dependencies, back.author);
}

const joinTrial = async (
  proposal: StoredProposal,
  { revertAt }: Trial,
  dependencies: SettleDependencies,
): Promise<StoredProposal> =>
  proposal.revertAt === revertAt ? proposal : keepOrRead(proposal, { ...proposal, revertAt }, dependencies);

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
  return keepOrRead(proposal, closed, dependencies);
}
