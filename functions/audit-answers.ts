import type { HttpHandler, HttpResponseInit } from "@azure/functions";
import type { ReadableTrail } from "../shared/audit/trail/read-trail.ts";
import { DependencyError } from "../shared/dependency-error.ts";
import { problem } from "../shared/http/problem.ts";
import { describeError, type Log } from "../shared/log.ts";

export type AuditQueryDependencies = {
  readonly tables: ReadableTrail;
  readonly log: Log;
  readonly now: () => number;
};

/** A handler that answers 503 when the store fails: the question was a good one. */
export const whileStoreAnswers =
  (log: Log, handler: HttpHandler): HttpHandler =>
  async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      log.warn("the audit trail cannot be read", { error: describeError(error) });
      return withRetryAfter(problem(503, "the audit trail cannot be read at present; a shorter window may help"));
    }
  };

/**
 * Lets one request at a time through: what reads a whole window shares its process with the calls, and several at once
 * would take the memory from them.
 */
export function oneAtATime(handler: HttpHandler): HttpHandler {
  let isBusy = false;
  return async (request, context) => {
    if (isBusy) return withRetryAfter(problem(503, "another reading of the audit trail is under way in this instance"));
    isBusy = true;
    try {
      return await handler(request, context);
    } finally {
      isBusy = false;
    }
  };
}

const retryAfterS = "10";

const withRetryAfter = (answer: HttpResponseInit): HttpResponseInit => ({
  ...answer,
  headers: { ...Object.fromEntries(new Headers(answer.headers as Record<string, string>)), "retry-after": retryAfterS },
});
