import type { Decision, RecordedDecision } from "../routing/decision.ts";
import { type AuditEvent, auditEvent } from "./audit-event.ts";

/** `data` of `emergency-call.decided.v1`. */
export type DecidedData = {
  /** The body as the signalling layer sent it. */
  readonly request: unknown;
  /** What the URL said of the form of question and answer; left out where it said nothing. */
  readonly query?: RecordedQuery;
  readonly decision: RecordedDecision;
  /** From the request's arrival to the decision, without storing this event. */
  readonly latencyMs: number;
  readonly instance: string;
  /** Who asked, as far as that was established; null where callers are not told apart. */
  readonly sender: string | null;
};

/** Parameters of the URL of a call that have a meaning. */
export type RecordedQuery = Readonly<Partial<Record<"question" | "answer" | "ingress", string>>>;

/** What is recorded of a decision besides the decision itself. */
export type DecisionCircumstances = Omit<DecidedData, "decision" | "query"> & {
  readonly query?: RecordedQuery | null;
  readonly nowMs: number;
  readonly traceparent?: string | null;
};

/** The audit event of a decision. Its id is the decision's, so that one decision is one record however often it is sent. */
export const decidedEvent = (
  decision: Decision,
  { nowMs, traceparent = null, request, query = null, ...circumstances }: DecisionCircumstances,
): AuditEvent<DecidedData> =>
  auditEvent({
    id: decision.decisionId,
    type: "emergency-call.decided.v1",
    subject: decision.callId,
    at: nowMs,
    traceparent,
    data: { request, ...(query === null ? {} : { query }), ...circumstances, decision: recorded(decision) },
  });

function recorded(decision: Decision): RecordedDecision {
  if (decision.location === null) return decision;
  const { elin: _, ...location } = decision.location;
  return { ...decision, location };
}
