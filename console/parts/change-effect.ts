import { type Answered, answerOf, type Schema } from "../api/client.ts";

/** What both a dry run and an activation answer. */
export type ChangeEffect = Schema<"DryRunAnswer"> | Schema<"ChangeAnswer">;

/** What one request for a change gives. */
type Given = { readonly data?: ChangeEffect; readonly error?: unknown; readonly response: Response };

/**
 * Waits for the answer to a change. What wants its dangers confirmed (428) or other people's approval (403) tells all the same
 * what the change does: that is an answer, and no failure. Never rejects.
 */
export const effectOf = (asking: Promise<Given>): Promise<Answered<ChangeEffect>> =>
  answerOf(
    asking.then(({ data, error, response }) =>
      isEffect(error)
        ? { data: error, response: new Response() }
        : { ...(data === undefined ? { error } : { data }), response },
    ),
  );

const isEffect = (error: unknown): error is ChangeEffect =>
  typeof error === "object" && error !== null && "diff" in error && "dangers" in error;
