import type { HttpResponseInit } from "@azure/functions";
import type * as z from "zod";
import type { ChainKeys } from "../../shared/audit/chain-keys.ts";
import { maskPersonal, type ShowEvent, showWhole } from "../../shared/audit/mask-personal.ts";
import type { ReadableTrail } from "../../shared/audit/trail/read-trail.ts";
import type { TrailReadData } from "../../shared/audit/trail-read-event.ts";
import { DependencyError } from "../../shared/dependency-error.ts";
import type { Caller } from "../../shared/identity/caller.ts";
import { describeError, type Log } from "../../shared/log.ts";
import type { Limiter } from "./one-at-a-time.ts";
import { problem, tryLater } from "./problem.ts";
import { type AnswerQuery, type QueryHandler, withQuery } from "./with-query.ts";

export type AuditQueryDependencies = {
  readonly tables: ReadableTrail;
  readonly chainKeys: ChainKeys | null;
  readonly log: Log;
  readonly now: () => number;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  /** Records that the caller reads the trail; resolves when that record is safe. Never rejects. */
  readonly recordRead: (caller: Caller, operation: TrailReadData["read"]["operation"], query: object) => Promise<void>;
};

/** How events are shown to a caller: as they are, or without personal data. */
export const shownTo = ({ roles }: Caller): ShowEvent => (roles.has("Audit.Read.Personal") ? showWhole : maskPersonal);

/** The header that says what is masked in an answer. */
export const redactedFor = ({ roles }: Caller): Readonly<Record<string, string>> =>
  roles.has("Audit.Read.Personal") ? {} : { "x-redacted": "callingParty" };

/** What a handler of the trail needs besides its answer. `limit` lets only some requests read at a time. */
export type TrailHandling = Pick<AuditQueryDependencies, "log"> & { readonly limit?: Limiter };

/**
 * Makes a handler that reads the trail. It answers 400 to a query that does not fit `schema`, 403 to one for a calling party
 * without the role for personal data, and 503 when the store fails or `limit` has no room.
 */
export const withTrail = <Schema extends z.ZodObject>(
  schema: Schema,
  { log, limit = withoutLimit }: TrailHandling,
  answer: AnswerQuery<z.infer<Schema>>,
): QueryHandler => withQuery(schema, requirePersonalRole(withTrailErrors(log, limit(answer))));

const withoutLimit: Limiter = (handler) => handler;

/** The events found for a calling number would reveal who called. */
const requirePersonalRole =
  <Query extends object>(answer: AnswerQuery<Query>): AnswerQuery<Query> =>
  async (request, caller, query) => {
    const isPersonal = "callingParty" in query && query.callingParty !== undefined;
    return !isPersonal || caller.roles.has("Audit.Read.Personal")
      ? answer(request, caller, query)
      : problem(403, "the app role Audit.Read.Personal is needed to ask for a calling party");
  };

const retryAfterS = 10;

/** Answers 503 when the store fails. */
export const withTrailErrors =
  <Asked extends readonly unknown[]>(log: Log, handler: (...asked: Asked) => Promise<HttpResponseInit>) =>
  async (...asked: Asked): Promise<HttpResponseInit> => {
    try {
      return await handler(...asked);
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      log.warn("the audit trail cannot be read", { error: describeError(error) });
      return tryLater("the audit trail cannot be read at present; a shorter window may help", retryAfterS);
    }
  };
