import type { Proposals } from "../shared/config/proposals/proposal-acts.ts";
import type { ProposalTable } from "../shared/config/proposals/proposal-table.ts";
import { changeQuery } from "./edge/change-query.ts";
import { answerChange } from "./edge/config-answers.ts";
import { problem } from "./edge/problem.ts";
import { answerWhole, proposedEffect } from "./edge/proposal-answers.ts";
import { readLongJson } from "./edge/read-json.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ProposeChangeDependencies = {
  readonly proposals: Pick<Proposals, "propose">;
  readonly proposalTable: Pick<ProposalTable, "readContent">;
};

/** As a change set. */
const bodyLimitBytes = 4 * 1024 * 1024;

/** POST /api/v1/config/proposals?dryRun=&detail=: proposes a change set, to be approved by others and to go live then. */
export const makeProposeChange = ({ proposals, proposalTable }: ProposeChangeDependencies): QueryHandler =>
  withQuery(changeQuery, async (request, caller, { dryRun, detail }) => {
    const body = await readLongJson(request, bodyLimitBytes);
    if (body.outcome === "too-large") return problem(413, `a proposal has at most ${bodyLimitBytes} bytes`);
    if (body.outcome === "unreadable") return problem(400, body.reason);
    const outcome = await proposals.propose({ body: body.value, caller, dryRun: dryRun === "true" });
    if (outcome.outcome !== "proposed" && outcome.outcome !== "known") return answerChange(outcome, detail);
    const { proposal } = outcome;
    const content = await proposalTable.readContent(proposal.id, proposal.hash);
    if (outcome.outcome === "known") return answerWhole(200, proposal, content);
    return answerWhole(201, proposal, content && { ...content, effect: proposedEffect(outcome.effect, detail) });
  });
