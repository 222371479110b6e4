import { setTimeout as pause } from "node:timers/promises";
import { DependencyError } from "../../dependency-error.ts";
import { endProposal, isLate } from "./end-proposal.ts";
import { type KeepDependencies, keepProposal } from "./keep-proposal.ts";
import type { Proposal, ProposalState, StoredProposal } from "./proposal.ts";
import type { Act, ActOutcome } from "./proposal-acts.ts";

/** What a proposal becomes, or why it does not. */
export type Decide = (proposal: StoredProposal) => StoredProposal | Exclude<ActOutcome, { outcome: "absent" }>;

const triesAtMost = 30;
const longestPauseMs = 100;

/** Reads a proposal, decides, stores; again where somebody else was faster, unless that changed what was looked at. */
export async function actOnProposal(
  { id, ifMatch }: Act,
  decide: Decide,
  dependencies: KeepDependencies,
): Promise<ActOutcome> {
  let looked = ifMatch;
  for (let tries = 0; tries < triesAtMost; tries++) {
    const found = await dependencies.table.read(id);
    if (found === null) return { outcome: "absent" };
    const isOver = isIn(found, "open", "scheduled") && isLate(found, dependencies.now());
    const proposal = isOver ? await endProposal(found, "expired", [], dependencies) : found;
    looked ??= proposal.hash;
    if (looked !== proposal.hash) return { outcome: "edited", proposal };
    const decided = decide(proposal);
    if ("outcome" in decided) return decided;
    const kept = await keepProposal(proposal, decided, dependencies);
    if (kept !== null) return { outcome: "done", proposal: kept };
    await pause(Math.random() * longestPauseMs);
  }
  throw new DependencyError("change a proposal", true, new Error("others change it again and again"));
}

export const isIn = ({ state }: Proposal, ...states: readonly ProposalState[]): boolean => states.includes(state);

export const notTheAuthor = { outcome: "forbidden", why: "only its author may do that" } as const;
