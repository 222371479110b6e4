import type { AuditEvent, AuditStatus } from "../../audit/audit-event.ts";
import { describeError, type Log } from "../../log.ts";
import type { StoredProposal } from "./proposal.ts";
import { proposalEvent } from "./proposal-event.ts";
import type { ProposalTable } from "./proposal-table.ts";

export type KeepDependencies = {
  readonly table: ProposalTable;
  readonly record: (event: AuditEvent) => Promise<AuditStatus>;
  readonly log: Log;
  readonly now: () => number;
  readonly instance: string;
};

/**
 * Stores a proposal's next state, then records its steps. Null when somebody else changed it meanwhile. Killed between the two, the
 * steps are recorded by the timer.
 */
export async function keepProposal(
  proposal: StoredProposal,
  dependencies: KeepDependencies,
): Promise<StoredProposal | null> {
  const kept = await dependencies.table.replace(proposal);
  return kept === null ? null : recordSteps(kept, dependencies);
}

/** Records the steps that the trail may not have, and notes that it has them. Returns the proposal as it is stored then. */
export async function recordSteps(
  proposal: StoredProposal,
  { table, record, log, instance }: KeepDependencies,
): Promise<StoredProposal> {
  let recordedSteps = proposal.recordedSteps;
  for (const [index, step] of proposal.steps.entries()) {
    if (index < recordedSteps) continue;
    const status = await record(proposalEvent(proposal, step, { index, instance }));
    if (status === "logged") break;
    recordedSteps = index + 1;
  }
  if (recordedSteps === proposal.recordedSteps) return proposal;
  try {
    const marked = await table.replace({ ...proposal, recordedSteps });
    return marked ?? (await table.read(proposal.id)) ?? proposal;
  } catch (error) {
    log.warn("a proposal could not be marked as recorded", { id: proposal.id, error: describeError(error) });
    return proposal;
  }
}

/** As `keepProposal`; where somebody else was faster, what they made of it. */
export const keepOrRead = async (proposal: StoredProposal, dependencies: KeepDependencies): Promise<StoredProposal> =>
  (await keepProposal(proposal, dependencies)) ?? (await dependencies.table.read(proposal.id)) ?? proposal;
