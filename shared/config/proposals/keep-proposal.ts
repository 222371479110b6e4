import { setTimeout as pause } from "node:timers/promises";
import type { AuditEvent, AuditStatus } from "../../audit/audit-event.ts";
import { describeError, type Log } from "../../log.ts";
import type { Proposal, StoredProposal } from "./proposal.ts";
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
 * Stores what a proposal has become, then records the steps that it took. Null when somebody else changed it meanwhile. Killed between the
 * two, the steps are recorded by the timer. Steps that were there before are left to whoever took them, or to the timer: no event may
 * enter two chains.
 */
export async function keepProposal(
  before: Proposal,
  after: StoredProposal,
  dependencies: KeepDependencies,
): Promise<StoredProposal | null> {
  const kept = await dependencies.table.replace(after);
  if (kept === null) return null;
  const taken = kept.steps.map((_, index) => index).slice(before.steps.length);
  return recordSteps(kept, taken, dependencies);
}

/** As `keepProposal`; where somebody else was faster, what they made of it. */
export const keepOrRead = async (
  before: Proposal,
  after: StoredProposal,
  dependencies: KeepDependencies,
): Promise<StoredProposal> =>
  (await keepProposal(before, after, dependencies)) ?? (await dependencies.table.read(after.id)) ?? after;

/** Records steps, by their places, and notes that the trail has them. Returns the proposal as it is stored then. */
export async function recordSteps(
  proposal: StoredProposal,
  places: readonly number[],
  dependencies: KeepDependencies,
): Promise<StoredProposal> {
  const { record, log, instance } = dependencies;
  const recorded = new Set<number>();
  for (const index of places) {
    const step = proposal.steps[index];
    const status = step && (await record(proposalEvent(proposal, step, { index, instance })));
    if (status === "logged") break;
    recorded.add(index);
  }
  if (recorded.size === 0) return proposal;
  try {
    return await markRecorded(proposal, recorded, dependencies);
  } catch (error) {
    log.warn("a proposal could not be marked as recorded", { id: proposal.id, error: describeError(error) });
    return proposal;
  }
}

const triesAtMost = 5;
const longestPauseMs = 100;

/** What could not be noted, because others change it again and again, is looked up in the trail by the timer. */
async function markRecorded(
  proposal: StoredProposal,
  recorded: ReadonlySet<number>,
  { table }: KeepDependencies,
): Promise<StoredProposal> {
  let current = proposal;
  for (let tries = 0; tries < triesAtMost; tries++) {
    const unrecorded = current.unrecorded.filter((index) => !recorded.has(index));
    const marked = await table.replace({ ...current, unrecorded });
    if (marked !== null) return marked;
    await pause(Math.random() * longestPauseMs);
    current = (await table.read(proposal.id)) ?? current;
  }
  return current;
}
