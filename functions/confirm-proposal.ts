import type { Proposals } from "../shared/config/proposals/proposal-acts.ts";
import { makeActHandler } from "./edge/proposal-answers.ts";
import type { QueryHandler } from "./edge/with-query.ts";

export type ConfirmProposalDependencies = { readonly proposals: Pick<Proposals, "confirm"> };

/** POST /api/v1/config/proposals/{id}/confirm: keeps a provisional version. */
export const makeConfirmProposal = ({ proposals }: ConfirmProposalDependencies): QueryHandler =>
  makeActHandler(proposals.confirm);
