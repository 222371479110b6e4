import { actOnProposal, isIn, notTheAuthor } from "./act-on-proposal.ts";
import { isOver, type Proposal, withStep } from "./proposal.ts";
import type { Act, EditOutcome } from "./proposal-acts.ts";
import { proposalHash } from "./proposal-content.ts";
import type { ProposalsDependencies } from "./proposal-dependencies.ts";
import { readProposal } from "./read-proposal.ts";
import { tryProposal } from "./try-proposal.ts";

const editsAtMost = 100;

/**
 * Puts another content in the place of a proposal's own, which loses its approvals. Its author alone can. Sent again, because the answer was
 * lost, it takes away no approval that came since.
 */
export async function editProposal(
  asked: Act,
  body: unknown,
  dependencies: ProposalsDependencies,
): Promise<EditOutcome> {
  const { table, describe, now } = dependencies;
  const { caller, id } = asked;
  const read = await readProposal(body, now());
  if (read.outcome === "faulty") return { outcome: "invalid", faults: read.faults };
  const found = await table.read(id);
  if (found === null) return { outcome: "absent" };
  if (found.author.id !== caller.id) return notTheAuthor;
  const hash = await proposalHash(read.value.sent, read.value.timing);
  if (found.hash === hash && !isOver(found)) return { outcome: "done", proposal: found };
  if (!isEditable(found)) return { outcome: "unfit", proposal: found };
  const tried = await tryProposal(read.value, caller, dependencies);
  if (tried.outcome !== "proposable") return tried;
  const { effect, timing } = tried;
  const { approvalsNeeded } = effect;
  const { reason, baseVersion } = tried.changeSet;
  // Its own hash is in the key of what it holds: an edit that fails spoils no other.
  await table.writeContent(id, hash, { change: tried.sent, effect: { ...describe(effect) } });
  return actOnProposal(
    asked,
    (proposal) => {
      if (!isEditable(proposal)) return { outcome: "unfit", proposal };
      const revision = proposal.revision + 1;
      const at = new Date(now()).toISOString();
      return withStep(
        proposal,
        { hash, reason, baseVersion, ...timing, approvalsNeeded, revision, state: "open", approvals: [], errors: [] },
        { step: "edited", by: caller.name, at },
      );
    },
    dependencies,
  );
}

const isEditable = (proposal: Proposal): boolean =>
  isIn(proposal, "open", "scheduled", "conflict") && proposal.breakGlass === null && proposal.revision < editsAtMost;
