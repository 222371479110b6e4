import type { Proposals } from "../shared/config/proposals/proposal-acts.ts";
import { makeActHandler } from "./edge/proposal-answers.ts";
import type { QueryHandler } from "./edge/with-query.ts";

export type RejectProposalDependencies = { readonly proposals: Pick<Proposals, "reject"> };

/** POST /api/v1/config/proposals/{id}/reject: refuses it, for good. */
export const makeRejectProposal = ({ proposals }: RejectProposalDependencies): QueryHandler =>
  makeActHandler(proposals.reject);
