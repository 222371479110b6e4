import type { HttpRequest, HttpResponseInit } from "@azure/functions";
import * as z from "zod";
import type { ChangeEffect } from "../../shared/config/change/configuration-change.ts";
import type { Proposal, StoredProposal } from "../../shared/config/proposals/proposal.ts";
import type { Act, ActOutcome, Remark } from "../../shared/config/proposals/proposal-acts.ts";
import type { ProposalContent } from "../../shared/config/proposals/proposal-content.ts";
import type { Caller } from "../../shared/identity/caller.ts";
import { parseInput } from "../../shared/parse-input.ts";
import { describeEffect } from "./answer-detail.ts";
import type { Detail } from "./change-query.ts";
import { longJson } from "./config-answers.ts";
import { problem } from "./problem.ts";
import { readJson } from "./read-json.ts";
import { noQuery } from "./read-query.ts";
import { type QueryHandler, withQuery } from "./with-query.ts";

/** A remark has a few lines. */
const bodyLimitBytes = 16 * 1024;

export const remarkSchema = z.strictObject({
  comment: z
    .string()
    .max(512)
    .regex(/^\P{Surrogate}*$/u, "must be well-formed text")
    .nullable()
    .default(null),
});

/** A proposal as it is answered, without what it holds. */
export const describeProposal = (stored: Proposal) => {
  const { author, approvals, confirmation, unrecorded: _, goingLiveSince: __, ...proposal } = stored;
  return {
    ...proposal,
    author: author.name,
    approvals: approvals.map(named),
    confirmation: confirmation === null ? null : named(confirmation),
  };
};

const named = ({ by, at, comment }: Proposal["approvals"][number]) => ({ by: by.name, at, comment });

const withoutEtag = ({ etag: _, ...proposal }: StoredProposal): Proposal => proposal;

export const summaryOf = (proposal: StoredProposal) => describeProposal(withoutEtag(proposal));

/** The effect of a proposal, as it is answered, and as it is stored if it is short. */
export const proposedEffect = (effect: ChangeEffect, detail: Detail) => {
  const { hash: contentHash, baseVersion: _, approvalsNeeded: __, ...rest } = describeEffect(effect, detail);
  return { ...rest, contentHash };
};

/** A proposal whole. */
export async function answerWhole(
  status: 200 | 201,
  proposal: StoredProposal,
  content: ProposalContent | null,
): Promise<HttpResponseInit> {
  const { operations, confirm = [] } = content?.change ?? { operations: [] };
  const { headers, body } = await longJson({ ...content?.effect, ...summaryOf(proposal), confirm, operations });
  const location = `/api/v1/config/proposals/${proposal.id}`;
  return { status, headers: { ...headers, etag: etagOf(proposal), ...(status === 201 ? { location } : {}) }, body };
}

/** The answer to what somebody did with a proposal. */
export function answerAct(outcome: ActOutcome): HttpResponseInit {
  switch (outcome.outcome) {
    case "done":
      return { headers: { etag: etagOf(outcome.proposal) }, jsonBody: summaryOf(outcome.proposal) };
    case "absent":
      return noSuchProposal();
    case "forbidden":
      return problem(403, outcome.why);
    case "edited":
      return problem(409, "it was edited meanwhile: look at it again", { members: membersOf(outcome.proposal) });
    case "unfit":
      return problem(409, `${outcome.why ?? `its state is ${outcome.proposal.state}`}; nothing was done`, {
        members: membersOf(outcome.proposal),
      });
  }
}

const membersOf = ({ state, hash }: Proposal) => ({ state, hash });

export const noSuchProposal = (): HttpResponseInit => problem(404, "there is no such proposal");

const etagOf = ({ hash }: Proposal): string => `"${hash}"`;

/** Which proposal is meant, by whom, and of which content. */
export const actOf = ({ params, headers }: Pick<HttpRequest, "params" | "headers">, caller: Caller): Act => ({
  id: params.id ?? "",
  caller,
  ifMatch: readIfMatch(headers.get("if-match")?.trim() ?? "*"),
});

/** Null for any content. A proxy that compresses answers makes their ETags weak. */
const readIfMatch = (tag: string): string | null => (tag === "*" ? null : tag.replace(/^(?:W\/)?"(.*)"$/, "$1"));

/** A handler that does one thing with a proposal, with or without a comment. */
export const makeActHandler = (run: (act: Act, remark: Remark) => Promise<ActOutcome>): QueryHandler =>
  withQuery(noQuery, async (request, caller) => {
    const body = await readJson(request, bodyLimitBytes);
    if (body.outcome === "too-large") return problem(413, `a comment has at most ${bodyLimitBytes} bytes`);
    if (body.outcome === "unreadable") return problem(400, body.reason);
    const read = parseInput(remarkSchema, body.value);
    if (read.outcome === "faulty") return problem(422, "nothing was done", { errors: read.faults });
    return answerAct(await run(actOf(request, caller), read.value));
  });
