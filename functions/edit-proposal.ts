import type { Proposals } from "../shared/config/proposals/proposal-acts.ts";
import { answerChange } from "./edge/config-answers.ts";
import { problem } from "./edge/problem.ts";
import { actOf, answerAct } from "./edge/proposal-answers.ts";
import { readLongJson } from "./edge/read-json.ts";
import { noQuery } from "./edge/read-query.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type EditProposalDependencies = { readonly proposals: Pick<Proposals, "edit"> };

/** As a change set. */
const bodyLimitBytes = 4 * 1024 * 1024;

/** POST /api/v1/config/proposals/{id}/edit: puts another content in the place of a proposal's own, which loses its approvals. */
export const makeEditProposal = ({ proposals }: EditProposalDependencies): QueryHandler =>
  withQuery(noQuery, async (request, caller) => {
    const body = await readLongJson(request, bodyLimitBytes);
    if (body.outcome === "too-large") return problem(413, `a proposal has at most ${bodyLimitBytes} bytes`);
    if (body.outcome === "unreadable") return problem(400, body.reason);
    const outcome = await proposals.edit(actOf(request, caller), body.value);
    switch (outcome.outcome) {
      case "conflict":
      case "invalid":
      case "unconfirmed":
      case "unapproved":
      case "tried":
        return answerChange(outcome, "short");
      default:
        return answerAct(outcome);
    }
  });
