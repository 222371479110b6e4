import { actOnProposal, isIn, notTheAuthor } from "./act-on-proposal.ts";
import { type Proposal, withStep } from "./proposal.ts";
import type { Act, EditOutcome } from "./proposal-acts.ts";
import { proposalHash } from "./proposal-content.ts";
import type { ProposalsDependencies } from "./proposal-dependencies.ts";
import { readProposal } from "./read-proposal.ts";
import { tryProposal } from "./try-proposal.ts";

const editsAtMost = 100;

/** Puts another content in the place of a proposal's own, which loses its approvals. Its author alone can. */
export async function editProposal(
  asked: Act,
  body: unknown,
  dependencies: ProposalsDependencies,
): Promise<EditOutcome> {
  const { table, describe, now } = dependencies;
  const { caller, id } = asked;
  const read = await readProposal(body, now());
  if (read.outcome === "faulty") return { outcome: "invalid", faults: read.faults };
  const tried = await tryProposal(read.value, caller, dependencies);
  if (tried.outcome === "invalid") return tried;
  const found = await table.read(id);
  if (found === null) return { outcome: "absent" };
  if (found.author.id !== caller.id) return notTheAuthor;
  if (tried.outcome !== "proposable") return tried;
  const { sent, timing, effect } = tried;
  const { reason, baseVersion } = tried.changeSet;
  const hash = await proposalHash(sent, timing);
  // Its own hash is in the key of what it holds: an edit that fails spoils no other.
  await table.writeContent(id, hash, { change: sent, effect: { ...describe(effect) } });
  return actOnProposal(
    asked,
    (proposal) => {
      if (!isEditable(proposal)) return { outcome: "unfit", proposal };
      const content = { hash, reason, baseVersion, ...timing, approvalsNeeded: effect.approvalsNeeded };
      const changes = {
        ...content,
        revision: proposal.revision + 1,
        state: "open",
        approvals: [],
        errors: [],
      } as const;
      const at = new Date(now()).toISOString();
      return withStep(proposal, { ...changes, approvals: [], errors: [] }, { step: "edited", by: caller.name, at });
    },
    dependencies,
  );
}

const isEditable = (proposal: Proposal): boolean =>
  isIn(proposal, "open", "scheduled", "conflict") && proposal.breakGlass === null && proposal.revision < editsAtMost;
