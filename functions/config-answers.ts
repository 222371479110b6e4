import type { HttpResponseInit } from "@azure/functions";
import type { ChangeEffect, ChangeOutcome } from "../shared/config/change/change-configuration.ts";
import { type DocumentDiff, summarise } from "../shared/config/change/diff-documents.ts";
import { problem } from "../shared/http/problem.ts";

/** The answer to a change, a restore or an import (contract section 3). */
export function answerChange(outcome: ChangeOutcome): HttpResponseInit {
  switch (outcome.outcome) {
    case "conflict":
      return problem(409, `version ${outcome.activeVersion} is active: make the change on that`, [], {
        activeVersion: outcome.activeVersion,
      });
    case "invalid":
      return problem(422, "nothing was stored", outcome.errors);
    case "unconfirmed":
      return problem(428, `confirm ${outcome.unconfirmed.join(", ")}, or change less; nothing was stored`, [], {
        unconfirmed: outcome.unconfirmed,
        ...answerEffect(outcome.effect),
      });
    case "tried":
      return { status: 200, jsonBody: { dryRun: true, ...answerEffect(outcome.effect) } };
    case "changed":
      return {
        status: 201,
        headers: { location: `/api/v1/config/versions/${outcome.version}`, etag: etagOf(outcome.version) },
        jsonBody: { version: outcome.version, ...answerEffect(outcome.effect), audit: outcome.audit },
      };
  }
}

function answerEffect({ baseVersion, hash, diff, warnings, dangers, simulation }: ChangeEffect) {
  return { baseVersion, hash, diff: answerDiff(diff), warnings, dangers, ...simulation };
}

const changesListedAtMost = 1_000;

/** A diff as it is answered: what is listed is bounded, what is counted is all. */
export const answerDiff = (diff: DocumentDiff) => ({
  summary: summarise(diff),
  changes: diff.slice(0, changesListedAtMost),
  truncated: diff.length > changesListedAtMost,
});

/** A version as an entity tag (RFC 9110, 8.8.3). */
export const etagOf = (version: number): string => `"${version}"`;
