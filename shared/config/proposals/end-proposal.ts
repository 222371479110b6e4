import type { InputFault } from "../../input-fault.ts";
import { type KeepDependencies, keepOrRead } from "./keep-proposal.ts";
import { type Proposal, type StoredProposal, withStep } from "./proposal.ts";

const errorsAtMost = 20;

/** Whether it must not go live any more. */
export const isLate = ({ activateBefore }: Proposal, nowMs: number): boolean =>
  activateBefore !== null && nowMs >= Date.parse(activateBefore);

/** Ends a proposal that never went live. */
export function endProposal(
  proposal: StoredProposal,
  state: "expired" | "conflict",
  errors: readonly InputFault[],
  dependencies: KeepDependencies,
): Promise<StoredProposal> {
  const at = new Date(dependencies.now()).toISOString();
  const changes = { state, errors: errors.slice(0, errorsAtMost) };
  return keepOrRead(proposal, withStep(proposal, changes, { step: state, by: "schedule", at }), dependencies);
}
