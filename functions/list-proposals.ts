import * as z from "zod";
import { proposalStates } from "../shared/config/proposals/proposal.ts";
import type { ProposalTable } from "../shared/config/proposals/proposal-table.ts";
import { wholeNumber } from "../shared/whole-number.ts";
import { summaryOf } from "./edge/proposal-answers.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ListProposalsDependencies = { readonly proposalTable: Pick<ProposalTable, "list"> };

export const proposalsQuery = z.strictObject({
  state: z.enum(proposalStates).optional(),
  limit: wholeNumber(1, 200).default(50),
  continuationToken: z.guid().optional(),
});

/** GET /api/v1/config/proposals?state=&limit=&continuationToken=: proposals without what they hold, newest first. */
export const makeListProposals = ({ proposalTable }: ListProposalsDependencies): QueryHandler =>
  withQuery(proposalsQuery, async (_request, _caller, { state = null, limit, continuationToken = null }) => {
    const { proposals, next } = await proposalTable.list({ state, from: continuationToken, atMost: limit });
    return { jsonBody: { proposals: proposals.map(summaryOf), continuationToken: next } };
  });
