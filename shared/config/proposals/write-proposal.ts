import { DependencyError } from "../../dependency-error.ts";
import type { Caller } from "../../identity/caller.ts";
import { actOnProposal, isIn, notTheAuthor } from "./act-on-proposal.ts";
import { recordSteps } from "./keep-proposal.ts";
import { type Proposal, type StoredProposal, unfinishedStates, withStep } from "./proposal.ts";
import type { Act, Asked, EditOutcome, ProposeOutcome } from "./proposal-acts.ts";
import { proposalHash } from "./proposal-content.ts";
import type { ProposalsDependencies } from "./proposal-dependencies.ts";
import { type TriedProposal, tryProposal } from "./try-proposal.ts";

const editsAtMost = 100;

/** Tries a proposal and stores it. */
export async function proposeChange(
  { body, caller, dryRun }: Asked,
  dependencies: ProposalsDependencies,
): Promise<ProposeOutcome> {
  const tried = await tryProposal(body, caller, dependencies);
  if (tried.outcome !== "proposable") return tried;
  const { effect } = tried;
  if (dryRun) return { outcome: "tried", effect };
  const { proposal: made, isNew } = await storeNew(tried, caller, dependencies);
  const proposal = isNew ? await recordSteps(made, [0], dependencies) : made;
  return { outcome: "proposed", proposal, effect, isNew };
}

/** The same from the same author, while something is still to happen with it, is the same proposal. */
async function storeNew(
  { sent, changeSet: { reason, baseVersion }, timing, effect }: TriedProposal,
  { id: authorId, name }: Caller,
  { table, now, newId, describe }: ProposalsDependencies,
): Promise<{ readonly proposal: StoredProposal; readonly isNew: boolean }> {
  const hash = await proposalHash(sent, timing);
  const known = (await table.unfinished()).find(
    (one) => one.hash === hash && one.author.id === authorId && unfinishedStates.has(one.state),
  );
  if (known !== undefined) return { proposal: known, isNew: false };
  const [id, at] = [newId(), new Date(now()).toISOString()];
  await table.writeContent(id, hash, { change: sent, effect: { ...describe(effect) } });
  const author = { id: authorId, name };
  const blank: Proposal = {
    ...{ id, state: "open", hash, revision: 1, author, reason, createdAt: at, baseVersion, ...timing },
    ...{
      breakGlass: null,
      approvalsNeeded: effect.approvalsNeeded,
      approvals: [],
      confirmation: null,
      goingLiveSince: null,
    },
    ...{ version: null, revertAt: null, errors: [], steps: [], unrecorded: [] },
  };
  const proposal = await table.insert(withStep(blank, {}, { step: "proposed", by: name, at }));
  if (proposal === null) throw new DependencyError("store a proposal", true, new Error("its id is taken"));
  return { proposal, isNew: true };
}

/** Puts another content in the place of a proposal's own, which loses its approvals. Its author alone can. */
export async function editProposal(
  asked: Act,
  body: unknown,
  dependencies: ProposalsDependencies,
): Promise<EditOutcome> {
  const { table, describe, now } = dependencies;
  const { caller, id } = asked;
  const tried = await tryProposal(body, caller, dependencies);
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
