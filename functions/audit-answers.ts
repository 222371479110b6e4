import type { HttpHandler } from "@azure/functions";
import type { ReadableTrail } from "../shared/audit/trail/read-trail.ts";
import { DependencyError } from "../shared/dependency-error.ts";
import { tryLater } from "../shared/http/problem.ts";
import { describeError, type Log } from "../shared/log.ts";

export type AuditQueryDependencies = {
  readonly tables: ReadableTrail;
  readonly log: Log;
  readonly now: () => number;
};

const retryAfterS = 10;

/** A handler that answers 503 when the store fails: the question was a good one. */
export const whileStoreAnswers =
  (log: Log, handler: HttpHandler): HttpHandler =>
  async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      log.warn("the audit trail cannot be read", { error: describeError(error) });
      return tryLater("the audit trail cannot be read at present; a shorter window may help", retryAfterS);
    }
  };

/** Wraps handlers so that one request to any of them runs at a time; the others are asked to come again. */
export type Gate = (handler: HttpHandler) => HttpHandler;

/**
 * What reads a whole window shares its process with the calls, and several at once would take the memory from them.
 */
export function makeGate(): Gate {
  let isBusy = false;
  return (handler) => async (request, context) => {
    if (isBusy) return tryLater("this instance is reading the audit trail for another request", retryAfterS);
    isBusy = true;
    try {
      return await handler(request, context);
    } finally {
      isBusy = false;
    }
  };
}
