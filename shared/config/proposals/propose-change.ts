import { DependencyError } from "../../dependency-error.ts";
import type { Caller } from "../../identity/caller.ts";
import { recordSteps } from "./keep-proposal.ts";
import { blankProposal, isOver, type Proposal, withStep } from "./proposal.ts";
import type { Asked, ProposeOutcome } from "./proposal-acts.ts";
import { proposalHash } from "./proposal-content.ts";
import type { ProposalsDependencies } from "./proposal-dependencies.ts";
import { readProposal } from "./read-proposal.ts";
import type { Sending, Sent } from "./sent-proposals.ts";
import { type TriedProposal, tryProposal } from "./try-proposal.ts";

/** Tries a proposal and stores it, unless it is known because its author has sent the same before. */
export async function proposeChange(
  { body, caller, dryRun }: Asked,
  dependencies: ProposalsDependencies,
): Promise<ProposeOutcome> {
  const { table, sent, now } = dependencies;
  const read = await readProposal(body, now());
  if (read.outcome === "faulty") return { outcome: "invalid", faults: read.faults };
  const sending = { authorId: caller.id, hash: await proposalHash(read.value.sent, read.value.timing) };
  const before = dryRun ? null : await sent.find(sending);
  const found = before === null ? null : await table.read(before.id);
  if (found !== null && isKnown(found, sending)) return { outcome: "known", proposal: found };
  const tried = await tryProposal(read.value, caller, dependencies);
  if (tried.outcome !== "proposable") return tried;
  if (dryRun) return { outcome: "tried", effect: tried.effect };
  const made = { tried, caller, sending };
  const left = found === null ? before?.id : undefined;
  return storeNew(left ?? (await storeContent(made, before, dependencies)), made, dependencies);
}

/** The first answer may have been lost. What never went live, and never will, is proposed anew. */
const isKnown = (proposal: Proposal, { hash }: Sending): boolean =>
  proposal.hash === hash && (!isOver(proposal) || proposal.version !== null);

type Made = { readonly tried: TriedProposal; readonly caller: Caller; readonly sending: Sending };

/**
 * Stores what a proposal holds, then the id that it has. Sent twice at once, both have the same id; and an instance that dies after this, or
 * is slow, leaves an id that the next one takes.
 */
async function storeContent(
  { tried, sending }: Made,
  before: Sent | null,
  { table, sent, newId, describe }: ProposalsDependencies,
): Promise<string> {
  const id = newId();
  await table.writeContent(id, sending.hash, { change: tried.sent, effect: { ...describe(tried.effect) } });
  return sent.note(sending, id, before);
}

async function storeNew(
  id: string,
  { tried: { changeSet, timing, effect }, caller: { id: authorId, name }, sending: { hash } }: Made,
  dependencies: ProposalsDependencies,
): Promise<ProposeOutcome> {
  const { table, now } = dependencies;
  const { reason, baseVersion } = changeSet;
  const { approvalsNeeded } = effect;
  const [at, author] = [new Date(now()).toISOString(), { id: authorId, name }];
  const blank = { ...blankProposal, ...timing, id, hash, author, reason, createdAt: at, baseVersion, approvalsNeeded };
  const made = await table.insert(withStep(blank, {}, { step: "proposed", by: name, at }));
  if (made !== null) return { outcome: "proposed", proposal: await recordSteps(made, [0], dependencies), effect };
  const known = await table.read(id);
  if (known === null) throw new DependencyError("store a proposal", true, new Error("its id is taken"));
  return { outcome: "known", proposal: known };
}
