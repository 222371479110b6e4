import type { Proposals } from "../shared/config/proposals/proposal-acts.ts";
import { makeActHandler } from "./edge/proposal-answers.ts";
import type { QueryHandler } from "./edge/with-query.ts";

export type ApproveProposalDependencies = { readonly proposals: Pick<Proposals, "approve"> };

/** POST /api/v1/config/proposals/{id}/approve: approves it as it is; the last approval that it needs makes it live, or schedules it. */
export const makeApproveProposal = ({ proposals }: ApproveProposalDependencies): QueryHandler =>
  makeActHandler(proposals.approve);
