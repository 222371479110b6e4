import { expect } from "vitest";
import type { AuditStatus } from "../../../shared/audit/audit-event.ts";
import { eventually } from "../eventually.ts";
import type { Answer } from "./run-app.ts";

/** What a caller was told about one emergency call. */
export type AnsweredCall = {
  readonly eventId: string;
  readonly status: AuditStatus | "not-required";
  readonly source: Answer["config"]["source"];
  readonly tookMs: number;
};

/** Calls that were made: those answered, in the order of their answers, and how many lost their connection. */
export type MadeCalls = { readonly answered: readonly AnsweredCall[]; readonly unanswered: number };

export type CallOptions = {
  /** How many are under way at once. Default: 10. */
  readonly atOnce?: number;
  /** Run when the call of that number, from 1, is about to be made; the others go on meanwhile. */
  readonly before?: Readonly<Record<number, () => Promise<unknown>>>;
  /** Told of each answer as soon as it is there: the how many-th it is. */
  readonly onAnswer?: (answered: number) => void;
};

/**
 * Makes emergency calls to an app that stands at `url`, until one loses its connection. Rejects when an answer is anything
 * but a decision.
 */
export async function makeCalls(url: string, count: number, options: CallOptions = {}): Promise<MadeCalls> {
  const { atOnce = 10, before = {}, onAnswer = () => {} } = options;
  const answered: AnsweredCall[] = [];
  let begun = 0;
  let unanswered = 0;
  const caller = async (): Promise<void> => {
    while (unanswered === 0 && begun < count) {
      begun += 1;
      const callId = `call-${begun}@sbc1.example.net`;
      await before[begun]?.();
      const call = await makeCall(url, callId);
      if (call === null) unanswered += 1;
      else onAnswer(answered.push(call));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, caller));
  return { answered, unanswered };
}

/** Makes one call; null when the connection is lost before the answer is there. */
async function makeCall(url: string, callId: string): Promise<AnsweredCall | null> {
  const startedMs = performance.now();
  const body = JSON.stringify({ callId, calledParty: "+44999", territory: "GB" });
  const answer = await post(`${url}/api/v1/call-setup`, body);
  if (answer === null) return null;
  const { status, text } = answer;
  if (status !== 200) throw new Error(`${status}: ${text}`);
  const { class: found, config, audit }: Answer = JSON.parse(text);
  if (found !== "emergency" || audit.eventId === null) throw new Error(`this is no emergency's answer: ${text}`);
  const tookMs = performance.now() - startedMs;
  return { eventId: audit.eventId, status: audit.status, source: config.source, tookMs };
}

async function post(url: string, body: string): Promise<{ readonly status: number; readonly text: string } | null> {
  try {
    const response = await fetch(url, { method: "POST", body });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

/** The ids of the events that came to rest where one of these statuses says. */
export const idsAnswered = (
  calls: readonly AnsweredCall[],
  ...statuses: readonly AnsweredCall["status"][]
): readonly string[] => calls.flatMap(({ eventId, status }) => (statuses.includes(status) ? [eventId] : []));

export const slowestMs = (calls: readonly AnsweredCall[]): number => Math.max(...calls.map(({ tookMs }) => tookMs));

/** Makes calls one after the other until an answer says this, and returns them all. */
export async function callUntil(
  url: string,
  said: Partial<Pick<AnsweredCall, "status" | "source">>,
): Promise<readonly AnsweredCall[]> {
  const calls: AnsweredCall[] = [];
  await eventually(async () => {
    calls.push(...(await makeCalls(url, 1)).answered);
    expect(calls.at(-1)).toMatchObject(said);
  });
  return calls;
}
