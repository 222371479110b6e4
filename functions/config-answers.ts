import type { HttpResponseInit } from "@azure/functions";
import type { ChangeEffect, ChangeOutcome } from "../shared/config/change/change-configuration.ts";
import { type DocumentDiff, summarise } from "../shared/config/change/diff-documents.ts";
import { DamagedVersionError } from "../shared/config/config-table.ts";
import { DependencyError } from "../shared/dependency-error.ts";
import { mayBe } from "../shared/http/content-type.ts";
import { problem, tryLater } from "../shared/http/problem.ts";
import { describeError, type Log } from "../shared/log.ts";
import type { IdentifiedHandler } from "./guard.ts";

/** A handler that answers 503 when a store fails. */
export const whileTablesAnswer =
  (log: Log, handler: IdentifiedHandler): IdentifiedHandler =>
  async (request, caller, context): Promise<HttpResponseInit> => {
    try {
      return await handler(request, caller, context);
    } catch (error) {
      if (error instanceof DamagedVersionError) {
        log.error("a version of the configuration is damaged", { error: describeError(error) });
        return problem(500, `${error.message}; restoring another version replaces it`);
      }
      if (!(error instanceof DependencyError)) throw error;
      log.warn("the configuration's tables do not answer", { error: describeError(error) });
      const detail = "Table Storage does not answer; look at the active version before you try again";
      return tryLater(detail, 5);
    }
  };

/** A handler that takes bodies of no other type than the format that the query names, or JSON. */
export const takingItsType =
  (handler: IdentifiedHandler): IdentifiedHandler =>
  async (request, caller, context) => {
    const format = request.query.get("format") === "csv" ? "csv" : "json";
    if (mayBe(format, request.headers.get("content-type"))) return handler(request, caller, context);
    return problem(415, `the body must be of type ${format === "csv" ? "text/csv" : "application/json"}`);
  };

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
