import type { HttpResponseInit } from "@azure/functions";
import type { ChangeOutcome } from "../../shared/config/change/configuration-change.ts";
import { jsonPieces } from "../../shared/json/json-pieces.ts";
import { describeEffect } from "./answer-detail.ts";
import type { Detail } from "./change-query.ts";
import { inPieces } from "./in-pieces.ts";
import { problem, problemMembers, problemType } from "./problem.ts";

/** The answer to a change, a restore or an import. */
export async function answerChange(outcome: ChangeOutcome, detail: Detail): Promise<HttpResponseInit> {
  switch (outcome.outcome) {
    case "conflict":
      return problem(409, whyConflict(outcome), { members: { activeVersion: outcome.activeVersion } });
    case "invalid":
      return problem(422, "nothing was stored", { errors: outcome.faults });
    case "unconfirmed":
      return answerUnconfirmed(outcome, detail);
    case "unapproved":
      return answerUnapproved(outcome, detail);
    case "tried":
      return { status: 200, ...(await longJson({ dryRun: true, ...describeEffect(outcome.effect, detail) })) };
    case "changed": {
      const { version, effect, audit } = outcome;
      const { headers, body } = await longJson({ version, ...describeEffect(effect, detail), audit });
      const location = `/api/v1/config/versions/${version}`;
      return { status: 201, headers: { ...headers, location, etag: etagOf(version) }, body };
    }
  }
}

const whyConflict = ({ activeVersion, goesBack }: Extract<ChangeOutcome, { outcome: "conflict" }>): string =>
  goesBack === null
    ? `version ${activeVersion} is active: make the change on that`
    : `version ${activeVersion} was to be confirmed by ${goesBack.revertAt}, and goes back to version ${goesBack.revertTo} ` +
      "within 30 s: make the change on what is active then";

async function answerUnconfirmed(
  { unconfirmed, effect }: Extract<ChangeOutcome, { readonly outcome: "unconfirmed" }>,
  detail: Detail,
): Promise<HttpResponseInit> {
  const members = problemMembers(428, `confirm ${unconfirmed.join(", ")}, or change less; nothing was stored`);
  const { body } = await longJson({ ...members, unconfirmed, ...describeEffect(effect, detail) });
  return { status: 428, headers: { "content-type": problemType }, body };
}

async function answerUnapproved(
  { effect }: Extract<ChangeOutcome, { readonly outcome: "unapproved" }>,
  detail: Detail,
): Promise<HttpResponseInit> {
  const needed = effect.approvalsNeeded;
  const people = needed === 1 ? "the approval of another person" : `the approvals of ${needed} other people`;
  const members = problemMembers(403, `the change needs ${people}: propose it; nothing was stored`);
  const { body } = await longJson({ ...members, ...describeEffect(effect, detail) });
  return { status: 403, headers: { "content-type": problemType }, body };
}

/** The long lists are at most this deep in an answer. */
const listDepth = 3;

/** A JSON body that is written piece by piece, so that calls run in between. */
export const longJson = async (value: object, depth = listDepth) => ({
  headers: { "content-type": "application/json" },
  body: inPieces(await jsonPieces(value, depth)),
});

/** A version as an entity tag (RFC 9110, 8.8.3). */
export const etagOf = (version: number): string => `"${version}"`;
