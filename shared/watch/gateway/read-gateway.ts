import { setTimeout as wait } from "node:timers/promises";
import { withDeadline } from "../../deadline.ts";
import { DependencyError } from "../../dependency-error.ts";

/** Reads the resource of a gateway as Azure Resource Manager has it: JSON in UTF-8. Throws a DependencyError. */
export type ReadGateway = () => Promise<Uint8Array>;

export type ReadGatewayDependencies = {
  /** Azure Resource Manager: `https://management.azure.com`, or that of a national cloud. */
  readonly endpoint: string;
  /** `/subscriptions/…/communicationsGateways/…`. */
  readonly resourceId: string;
  /** A token of the app's identity for a scope. */
  readonly getToken: (scope: string, abortSignal: AbortSignal) => Promise<string>;
  /** Ends the wait between two tries. */
  readonly stopping: AbortSignal;
  /** For one try, in milliseconds. */
  readonly deadlineMs?: number;
};

/** The newest of `Microsoft.VoiceServices/communicationsGateways` that is no preview. */
const apiVersion = "2023-09-01";
const triesAtMost = 3;
/** Used where the answer does not say, and at most so long if it does. */
const [usualWaitS, longestWaitS] = [5, 60];
const longestBytes = 1024 * 1024;
const call = "read the gateway's resource";

/** Asks up to three times, and in between waits as long as `Retry-After` says (Azure Resource Manager throttles by 429). */
export const makeReadGateway =
  (dependencies: ReadGatewayDependencies): ReadGateway =>
  async () => {
    for (let tries = 1; ; tries++) {
      const tried = await ask(dependencies);
      if ("body" in tried) return tried.body;
      const { error, retryAfterS } = tried;
      if (!error.retryable || tries === triesAtMost) throw error;
      await pause(retryAfterS, dependencies.stopping, error);
    }
  };

/** `retryAfterS`: NaN where the answer does not say, or there is none. */
type Tried = { readonly body: Uint8Array } | { readonly error: DependencyError; readonly retryAfterS: number };

async function ask({ endpoint, resourceId, getToken, deadlineMs = 10_000 }: ReadGatewayDependencies): Promise<Tried> {
  try {
    return await withDeadline(deadlineMs, async (signal) => {
      const authorization = `Bearer ${await getToken(`${endpoint}/.default`, signal)}`;
      const url = `${endpoint}${resourceId}?api-version=${apiVersion}`;
      const answer = await fetch(url, { headers: { authorization }, signal, redirect: "manual" });
      if (answer.status === 200) return { body: await readBody(answer) };
      await answer.body?.cancel();
      const error = new DependencyError(call, isPassing(answer.status), new Error(explain(answer.status)));
      return { error, retryAfterS: Number(answer.headers.get("retry-after") ?? Number.NaN) };
    });
  } catch (error) {
    return { error: new DependencyError(call, true, error), retryAfterS: Number.NaN };
  }
}

async function readBody({ body }: Response): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > longestBytes) throw new Error("longer than a mebibyte");
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** What is the matter, in few enough words for the log. */
function explain(status: number): string {
  const answered = `status ${status}`;
  if (status === 401) return `${answered}: the token was refused`;
  if (status === 403) return `${answered}: the role Reader is missing`;
  return status === 404 ? `${answered}: no such resource` : answered;
}

/** Throws the error of the try before when the app is about to stop. */
async function pause(retryAfterS: number, signal: AbortSignal, error: DependencyError): Promise<void> {
  const seconds = retryAfterS >= 0 ? Math.min(retryAfterS, longestWaitS) : usualWaitS;
  await wait(seconds * 1_000, undefined, { signal, ref: false }).catch(() => {
    throw error;
  });
}
