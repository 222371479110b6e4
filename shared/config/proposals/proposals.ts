import { actOnProposal, type Decide, isIn, notTheAuthor } from "./act-on-proposal.ts";
import { editProposal } from "./edit-proposal.ts";
import { isOver, type ProposalState, type ProposalStep, type StoredProposal, withStep } from "./proposal.ts";
import type { Act, ActOutcome, Proposals, Remark } from "./proposal-acts.ts";
import type { ProposalsDependencies } from "./proposal-dependencies.ts";
import { proposeChange } from "./propose-change.ts";
import { advanceProposal } from "./settle-proposal.ts";
import { settleTrial } from "./settle-trial.ts";

/** What people do with proposals. */
export function makeProposals(dependencies: ProposalsDependencies): Proposals {
  const instant = (): string => new Date(dependencies.now()).toISOString();
  const act = (asked: Act, decide: Decide): Promise<ActOutcome> => actOnProposal(asked, decide, dependencies);

  async function approve(asked: Act, { comment }: Remark): Promise<ActOutcome> {
    const { id, name } = asked.caller;
    const outcome = await act(asked, (proposal) => {
      if (proposal.author.id === id) return { outcome: "forbidden", why: "nobody approves their own proposal" };
      const isRepeated = proposal.approvals.some(({ by }) => by.id === id);
      if (isRepeated && !isOver(proposal)) return { outcome: "done", proposal };
      if (proposal.state !== "open") return { outcome: "unfit", proposal };
      const at = instant();
      const approvals = [...proposal.approvals, { by: { id, name }, at, comment }];
      // What went live for an incident is live already.
      const isEnough = proposal.breakGlass !== null && approvals.length >= proposal.approvalsNeeded;
      const state: ProposalState = isEnough ? "confirmed" : "open";
      return withStep(proposal, { approvals, state }, { step: "approved", by: name, at, comment });
    });
    return outcome.outcome === "done" ? advanced(outcome) : outcome;
  }

  /** With all its approvals a proposal goes live at once, or is scheduled. */
  async function advanced<Done extends { readonly proposal: StoredProposal }>(done: Done): Promise<Done> {
    const { proposal } = done;
    const isReady = proposal.state === "open" && proposal.breakGlass === null;
    return isReady ? { ...done, proposal: await advanceProposal(proposal, dependencies) } : done;
  }

  /** The confirmation is written down first: whoever finds it there ends the trial. */
  async function confirm(asked: Act, { comment }: Remark): Promise<ActOutcome> {
    const { id, name } = asked.caller;
    const active = (await dependencies.config.readPointer())?.version ?? 0;
    const outcome = await act(asked, (proposal) => {
      if (proposal.state === "confirmed" && proposal.confirmation !== null) return { outcome: "done", proposal };
      if (proposal.state !== "provisional") return { outcome: "unfit", proposal };
      if (proposal.version !== active) return replaced(proposal, active);
      return { ...proposal, confirmation: proposal.confirmation ?? { by: { id, name }, at: instant(), comment } };
    });
    if (outcome.outcome !== "done" || outcome.proposal.state !== "provisional") return outcome;
    const proposal = await settleTrial(outcome.proposal, dependencies);
    return { outcome: proposal.state === "confirmed" ? "done" : "unfit", proposal };
  }

  /** Ends what never went live, or judges what did for an incident. */
  function end(
    asked: Act,
    { comment }: Remark,
    step: ProposalStep & ProposalState,
    refuse: (proposal: StoredProposal) => Extract<ActOutcome, { outcome: "forbidden" }> | null = () => null,
  ): Promise<ActOutcome> {
    return act(asked, (proposal) => {
      const refused = refuse(proposal);
      if (refused !== null) return refused;
      if (proposal.state === step) return { outcome: "done", proposal };
      if (!isIn(proposal, "open", "scheduled", "conflict")) return { outcome: "unfit", proposal };
      return withStep(proposal, { state: step }, { step, by: asked.caller.name, at: instant(), comment });
    });
  }

  return {
    propose: async (asked) => {
      const outcome = await proposeChange(asked, dependencies);
      return outcome.outcome === "proposed" || outcome.outcome === "known" ? advanced(outcome) : outcome;
    },
    edit: async (asked, body) => {
      const outcome = await editProposal(asked, body, dependencies);
      return outcome.outcome === "done" ? advanced(outcome) : outcome;
    },
    approve,
    confirm,
    reject: (asked, remark) =>
      end(asked, remark, "rejected", ({ author, breakGlass }) =>
        breakGlass !== null && author.id === asked.caller.id ? liveAlready : null,
      ),
    withdraw: (asked, remark) =>
      end(asked, remark, "withdrawn", ({ author, breakGlass }) => {
        if (author.id !== asked.caller.id) return notTheAuthor;
        return breakGlass === null ? null : liveAlready;
      }),
  };
}

const replaced = (proposal: StoredProposal, active: number): Extract<ActOutcome, { outcome: "unfit" }> => ({
  outcome: "unfit",
  proposal,
  why: `version ${active} has replaced it, and is what can be confirmed if it is provisional`,
});

const liveAlready = { outcome: "forbidden", why: "it is live already: others judge it" } as const;
