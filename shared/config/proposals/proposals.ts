import { setTimeout as pause } from "node:timers/promises";
import { type Checked, faulty, valid } from "../../checked.ts";
import { DependencyError } from "../../dependency-error.ts";
import type { Caller } from "../../identity/caller.ts";
import { applyOperations } from "../change/apply-change.ts";
import type { ChangeEffect, ChangeOutcome } from "../change/configuration-change.ts";
import { isLate } from "./activate-proposal.ts";
import { keepProposal, recordSteps } from "./keep-proposal.ts";
import { type Proposal, type ProposalState, type ProposalStep, type StoredProposal, withStep } from "./proposal.ts";
import type { Act, ActOutcome, Proposals, Remark } from "./proposal-acts.ts";
import { proposalHash } from "./proposal-content.ts";
import { type ReadProposal, readProposal } from "./read-proposal.ts";
import { advanceProposal, type SettleDependencies, settleTrial } from "./settle-proposal.ts";

export type ProposalsDependencies = SettleDependencies & {
  /** How the effect of a change is shown. */
  readonly describe: (effect: ChangeEffect) => Readonly<Record<string, unknown>>;
  /** Whether this app probes front doors. */
  readonly canProbe: boolean;
  readonly newId: () => string;
};

const triesAtMost = 30;
const longestPauseMs = 100;
const editsAtMost = 100;

export function makeProposals(dependencies: ProposalsDependencies): Proposals {
  const { table, now, newId, describe } = dependencies;
  const instant = (): string => new Date(now()).toISOString();

  /** Reads, decides, stores; again where somebody else was faster. `decide` gives what it becomes, or why it does not. */
  async function act(
    { id, ifMatch }: Act,
    decide: (proposal: StoredProposal) => StoredProposal | Exclude<ActOutcome, { outcome: "absent" }>,
  ): Promise<ActOutcome> {
    for (let tries = 0; tries < triesAtMost; tries++) {
      const proposal = await table.read(id);
      if (proposal === null) return { outcome: "absent" };
      if (ifMatch !== null && ifMatch !== proposal.hash) return { outcome: "edited", proposal };
      const decided = decide(proposal);
      if ("outcome" in decided) return decided;
      const kept = await keepProposal(decided, dependencies);
      if (kept !== null) return { outcome: "done", proposal: kept };
      await pause(Math.random() * longestPauseMs);
    }
    throw new DependencyError("change a proposal", true, new Error("others change it again and again"));
  }

  /** Everything that a direct change does, but for going live. */
  async function tryProposal(
    { changeSet: { operations, breakGlass: _, ...changeSet } }: ReadProposal,
    { name: author }: Caller,
  ): Promise<Exclude<ChangeOutcome, { outcome: "changed" }>> {
    const outcome = await dependencies.change({
      ...changeSet,
      author,
      consent: { kind: "direct" },
      dryRun: true,
      restoredFrom: null,
      edit: (active) => applyOperations(active, operations),
    });
    if (outcome.outcome === "changed") throw new Error("a dry run went live");
    return outcome;
  }

  async function makeNew(
    { sent, changeSet, timing }: ReadProposal,
    { id: authorId, name }: Caller,
    effect: ChangeEffect,
  ): Promise<{ readonly proposal: StoredProposal; readonly isNew: boolean }> {
    const hash = await proposalHash(sent, timing);
    const author = { id: authorId, name };
    const known = (await table.unfinished()).find((one) => one.hash === hash && one.author.id === authorId);
    if (known !== undefined) return { proposal: known, isNew: false };
    const id = newId();
    const at = instant();
    await table.writeContent(id, 1, { change: sent, effect: { ...describe(effect) } });
    const { approvalsNeeded } = effect;
    const { reason, baseVersion } = changeSet;
    const blank: Proposal = {
      ...{ id, state: "open", hash, revision: 1, author, reason, createdAt: at, baseVersion, ...timing },
      ...{ breakGlass: null, approvalsNeeded, approvals: [], confirmation: null, version: null, revertAt: null },
      ...{ errors: [], steps: [], recordedSteps: 0 },
    };
    const proposal = await table.insert(withStep(blank, {}, { step: "proposed", by: name, at }));
    if (proposal === null) throw new DependencyError("store a proposal", true, new Error("its id is taken"));
    return { proposal, isNew: true };
  }

  return {
    propose: async ({ body, caller, dryRun }) => {
      const read = await readChecked(body);
      if (read.outcome === "faulty") return { outcome: "invalid", faults: read.faults };
      const tried = await tryProposal(read.value, caller);
      if (tried.outcome !== "tried" || dryRun) return tried;
      const { effect } = tried;
      const { proposal: made, isNew } = await makeNew(read.value, caller, effect);
      const recorded = await recordSteps(made, dependencies);
      const proposal = recorded.state === "open" ? await advanceProposal(recorded, dependencies) : recorded;
      return { outcome: "proposed", proposal, effect, isNew };
    },

    edit: async (asked, body) => {
      const read = await readChecked(body);
      if (read.outcome === "faulty") return { outcome: "invalid", faults: read.faults };
      const before = await table.read(asked.id);
      if (before === null) return { outcome: "absent" };
      if (before.author.id !== asked.caller.id) return notTheAuthor;
      const tried = await tryProposal(read.value, asked.caller);
      if (tried.outcome !== "tried") return tried;
      const { sent, changeSet, timing } = read.value;
      const hash = await proposalHash(sent, timing);
      const revision = before.revision + 1;
      const { reason, baseVersion } = changeSet;
      const { approvalsNeeded } = tried.effect;
      const isFit = (proposal: StoredProposal): boolean =>
        isIn(proposal, "open", "scheduled", "conflict") && proposal.breakGlass === null && revision <= editsAtMost;
      if (!isFit(before)) return { outcome: "unfit", proposal: before };
      await table.writeContent(asked.id, revision, { change: sent, effect: { ...describe(tried.effect) } });
      const outcome = await act(asked, (proposal) => {
        if (!isFit(proposal)) return { outcome: "unfit", proposal };
        // Two edits at once would have written into the same rows.
        if (proposal.revision !== before.revision) return { outcome: "edited", proposal };
        const content = { hash, revision, reason, baseVersion, ...timing, approvalsNeeded };
        const changes = { ...content, state: "open" as const, approvals: [], errors: [] };
        return withStep(proposal, changes, { step: "edited", by: asked.caller.name, at: instant() });
      });
      return outcome.outcome === "done"
        ? { outcome: "done", proposal: await advanceProposal(outcome.proposal, dependencies) }
        : outcome;
    },

    approve: async (asked, { comment }) => {
      const { id, name } = asked.caller;
      const outcome = await act(asked, (proposal) => {
        if (proposal.author.id === id) return { outcome: "forbidden", why: "nobody approves their own proposal" };
        if (proposal.approvals.some(({ by }) => by.id === id)) return { outcome: "done", proposal };
        if (proposal.state !== "open" || isLate(proposal, now())) return { outcome: "unfit", proposal };
        const at = instant();
        const approvals = [...proposal.approvals, { by: { id, name }, at, comment }];
        const isEnough = proposal.breakGlass !== null && approvals.length >= proposal.approvalsNeeded;
        const state: ProposalState = isEnough ? "confirmed" : "open";
        return withStep(proposal, { approvals, state }, { step: "approved", by: name, at, comment });
      });
      if (outcome.outcome !== "done" || outcome.proposal.state !== "open" || outcome.proposal.breakGlass !== null)
        return outcome;
      return { outcome: "done", proposal: await advanceProposal(outcome.proposal, dependencies) };
    },

    reject: (asked, remark) => end(asked, remark, "rejected", () => null),

    withdraw: (asked, remark) =>
      end(asked, remark, "withdrawn", ({ author, breakGlass }) => {
        if (author.id !== asked.caller.id) return notTheAuthor;
        return breakGlass === null ? null : { outcome: "forbidden", why: "it is live already: others judge it" };
      }),

    confirm: async (asked, { comment }) => {
      const { id, name } = asked.caller;
      const outcome = await act(asked, (proposal) => {
        if (proposal.state === "confirmed" && proposal.confirmation !== null) return { outcome: "done", proposal };
        if (proposal.state !== "provisional") return { outcome: "unfit", proposal };
        return { ...proposal, confirmation: proposal.confirmation ?? { by: { id, name }, at: instant(), comment } };
      });
      if (outcome.outcome !== "done" || outcome.proposal.state !== "provisional") return outcome;
      const proposal = await settleTrial(outcome.proposal, dependencies);
      return { outcome: proposal.state === "confirmed" ? "done" : "unfit", proposal };
    },
  };

  async function readChecked(body: unknown): Promise<Checked<ReadProposal>> {
    const read = await readProposal(body, now());
    if (read.outcome === "faulty" || read.value.timing.confirmBy !== "expectations" || dependencies.canProbe)
      return read.outcome === "faulty" ? read : valid(read.value);
    const message = "needs probes, and this app has no PROBE_TARGETS";
    return faulty([{ path: "confirmBy", message }]);
  }

  /** Ends what never went live, or judges what did for an incident. */
  function end(
    asked: Act,
    { comment }: Remark,
    step: ProposalStep & ProposalState,
    refuse: (proposal: StoredProposal) => Extract<ActOutcome, { outcome: "forbidden" }> | null,
  ): Promise<ActOutcome> {
    return act(asked, (proposal) => {
      const refused = refuse(proposal);
      if (refused !== null) return refused;
      if (proposal.state === step) return { outcome: "done", proposal };
      if (!isIn(proposal, "open", "scheduled", "conflict")) return { outcome: "unfit", proposal };
      return withStep(proposal, { state: step }, { step, by: asked.caller.name, at: instant(), comment });
    });
  }
}

const notTheAuthor = { outcome: "forbidden", why: "only its author may do that" } as const;

const isIn = ({ state }: Proposal, ...states: readonly ProposalState[]): boolean => states.includes(state);
