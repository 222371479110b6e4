import createClient from "openapi-fetch";
import { SignInEnded, session } from "./session.ts";
import type { components, paths } from "./types.ts";

/** A component of the API's description by its name. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** How long any answer may take, in milliseconds. A dry run of a large list is the slowest. */
const deadlineMs = 60_000;

/** The app that this page came from. An answer that never comes counts as a lost connection. */
export const api = createClient<paths>({ baseUrl: "/api", fetch: send });

/** Sends a request to the app in the name of who has signed in. The app may refuse a token that looked good: then a new one is tried. */
export async function send(request: Request): Promise<Response> {
  const current = session.peek();
  const signal = AbortSignal.timeout(deadlineMs);
  if (current.state === "open") return fetch(request, { signal });
  const { token } = current.signIn;
  const asOwner = async (one: Request, renewed: boolean): Promise<Response> => {
    one.headers.set("authorization", `Bearer ${await token({ renewed })}`);
    return fetch(one, { signal });
  };
  const again = request.clone();
  const first = await asOwner(request, false);
  return first.status === 401 ? asOwner(again, true) : first;
}

/** Why there is no answer. `status` is null if none came at all. */
export type Failure = {
  readonly status: number | null;
  readonly detail: string;
  /** The faults of the input, if that is the reason. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
};

/** What one request of `api` gives. */
type Given<Data> = { readonly data?: Data; readonly error?: unknown; readonly response: Response };

export type Answered<Data> =
  | { readonly outcome: "answered"; readonly data: Data; readonly response: Response }
  | { readonly outcome: "failed"; readonly failure: Failure };

/** Waits for a request. Never rejects. */
export async function answerOf<Data>(asking: Promise<Given<Data>>): Promise<Answered<Data>> {
  try {
    const { data, error, response } = await asking;
    if (response.ok && data !== undefined) return { outcome: "answered", data, response };
    return { outcome: "failed", failure: failureOf(error, response.status) };
  } catch (error) {
    return { outcome: "failed", failure: failureWithoutAnswer(error) };
  }
}

const failureWithoutAnswer = (error: unknown): Failure =>
  error instanceof SignInEnded
    ? { status: 401, detail: error.message, errors: [] }
    : { status: null, detail: "The app does not answer.", errors: [] };

/** Reads problem details (RFC 9457). A proxy before the app may have answered something else. */
function failureOf(error: unknown, status: number): Failure {
  const problem = typeof error === "object" && error !== null ? error : {};
  const detail = "detail" in problem ? String(problem.detail) : `The answer was ${status}, without a reason.`;
  const listed = "errors" in problem && Array.isArray(problem.errors) ? problem.errors : [];
  return {
    status,
    detail,
    errors: listed.map(({ path, message }) => ({ path: String(path), message: String(message) })),
  };
}
