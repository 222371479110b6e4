import type { Proposals } from "../shared/config/proposals/proposal-acts.ts";
import { makeActHandler } from "./edge/proposal-answers.ts";
import type { QueryHandler } from "./edge/with-query.ts";

export type WithdrawProposalDependencies = { readonly proposals: Pick<Proposals, "withdraw"> };

/** POST /api/v1/config/proposals/{id}/withdraw: takes it back; its author alone can. */
export const makeWithdrawProposal = ({ proposals }: WithdrawProposalDependencies): QueryHandler =>
  makeActHandler(proposals.withdraw);
