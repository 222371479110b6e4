import { withDeadline } from "../../deadline.ts";
import { describeError } from "../../log.ts";
import type { WrittenProbe } from "./write-probe.ts";

/** What came back. `tookMs` is from the request to the end of the answer. */
export type ProbeReply =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly verified: string | null;
      readonly text: string;
      readonly tookMs: number;
    }
  /** `why`: the error in a form fit for the log. */
  | { readonly kind: "unreachable"; readonly why: string; readonly tookMs: number };

export type SendProbe = (probe: WrittenProbe) => Promise<ProbeReply>;

/** Long enough to tell a slow answer from none. */
const deadlineMs = 3_000;
/** An answer to a call has a few thousand. */
const unitsAtMost = 64 * 1024;

/** Posts a probe. Never throws. */
export const makeSendProbe =
  ({ clock, answerHeader }: { readonly clock: () => number; readonly answerHeader: string }): SendProbe =>
  async ({ url, headers, body }) => {
    const startedMs = clock();
    try {
      return await withDeadline(deadlineMs, async (signal) => {
        const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
        const text = await readSome(response);
        const { status } = response;
        const verified = response.headers.get(answerHeader);
        return { kind: "answered", status, verified, text, tookMs: clock() - startedMs };
      });
    } catch (error) {
      return { kind: "unreachable", why: describeError(causeOf(error)), tookMs: clock() - startedMs };
    }
  };

/** `fetch` says only that it failed; its cause says why. */
const causeOf = (error: unknown): unknown => (error instanceof TypeError && error.cause ? error.cause : error);

/** The body, as far as an answer to a call is long. */
async function readSome({ body }: Response): Promise<string> {
  if (body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > unitsAtMost) break;
  }
  return text;
}
