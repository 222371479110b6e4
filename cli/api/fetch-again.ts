import { setTimeout as sleep } from "node:timers/promises";
import { readBody } from "./read-body.ts";

export type FetchSettings = {
  /** How long one try may take, from its beginning to the end of its answer. */
  readonly deadlineMs: number;
  /** Ends every try, with its reason. */
  readonly interrupt?: AbortSignal | undefined;
  readonly fetch?: typeof fetch;
  /** Waits; a test does not. */
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly onRetry?: (why: string) => void;
};

const triesAtMost = 3;
const firstWaitMs = 500;
const longestWaitMs = 15_000;

/** Gateways and the app say with these that nothing was done, or that it is not known what was. */
const isPassing = (status: number): boolean => [429, 502, 503, 504].includes(status);

/** These change nothing; or once, however often they are sent: a proposal, and what is done with one. */
const repeatablePosts = /\/config\/(?:simulations|drafts|lists\/[^/]+\/check|proposals|proposals\/[^/]+\/\w+)$/;

export const mayRepeat = ({ method, url }: Pick<Request, "method" | "url">): boolean => {
  const { pathname, searchParams } = new URL(url);
  return method === "GET" || searchParams.get("dryRun") === "true" || repeatablePosts.test(pathname);
};

/**
 * `fetch` with a deadline. What may be repeated is tried three times; a request that changes something is sent once. The signal
 * of a request ends its tries.
 */
export function makeFetchAgain(settings: FetchSettings): (request: Request) => Promise<Response> {
  const { wait = sleep, onRetry = () => {}, interrupt } = settings;
  return async (request) => {
    const tries = mayRepeat(request) ? triesAtMost : 1;
    for (let tried = 1; ; tried += 1) {
      const isLast = tried === tries;
      const answer = await once(isLast ? request : request.clone(), settings).catch((error: unknown) => {
        if (isLast || request.signal.aborted || interrupt?.aborted === true) throw error;
        return null;
      });
      if (answer !== null && (isLast || !isPassing(answer.status))) return answer;
      onRetry(answer === null ? "no answer" : `status ${answer.status}`);
      await wait(waitMs(answer, tried));
    }
  };
}

/**
 * The whole answer, so that the deadline is for all of it. A redirect is answered as it came: followed, a change would arrive
 * elsewhere as a question.
 */
async function once(request: Request, settings: FetchSettings): Promise<Response> {
  const { deadlineMs, interrupt, fetch: send = fetch } = settings;
  const ends = [request.signal, AbortSignal.timeout(deadlineMs), ...(interrupt === undefined ? [] : [interrupt])];
  const answer = await send(request, { signal: AbortSignal.any(ends), redirect: "manual" });
  const { status, statusText, headers } = answer;
  const body = [204, 304].includes(status) ? null : await readBody(answer);
  return new Response(body, { status, statusText, headers });
}

function waitMs(answer: Response | null, tried: number): number {
  const said = Number(answer?.headers.get("retry-after") ?? Number.NaN) * 1_000;
  return Math.min(said > 0 ? said : firstWaitMs * 2 ** (tried - 1), longestWaitMs);
}
