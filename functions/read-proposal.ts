import type { ProposalTable } from "../shared/config/proposals/proposal-table.ts";
import { answerWhole, noSuchProposal } from "./edge/proposal-answers.ts";
import { noQuery } from "./edge/read-query.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ReadProposalDependencies = { readonly proposalTable: Pick<ProposalTable, "read" | "readContent"> };

/** GET /api/v1/config/proposals/{id}: one proposal whole, with what it would have done when it was made. */
export const makeReadProposal = ({ proposalTable }: ReadProposalDependencies): QueryHandler =>
  withQuery(noQuery, async ({ params }) => {
    const proposal = await proposalTable.read(params.id ?? "");
    if (proposal === null) return noSuchProposal();
    return answerWhole(200, proposal, await proposalTable.readContent(proposal.id, proposal.hash));
  });
