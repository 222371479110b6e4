import type { Decision } from "../routing/decision.ts";
import type { AuditEvent, DecidedData } from "./audit-event.ts";

/** What is recorded of one decision, besides the decision itself. */
export type DecisionCircumstances = {
  readonly request: unknown;
  readonly latencyMs: number;
  readonly instance: string;
  readonly sender: string | null;
  readonly nowMs: number;
  readonly traceparent?: string | null;
};

/** The audit event of a decision. Its id is the decision's, so that one decision is one record however often it is sent. */
export const decidedEvent = (
  decision: Decision,
  { nowMs, traceparent, ...circumstances }: DecisionCircumstances,
): AuditEvent<DecidedData> => ({
  specversion: "1.0",
  id: decision.decisionId,
  source: "/emergency-call-router",
  type: "emergency-call.decided.v1",
  subject: decision.callId,
  time: new Date(nowMs).toISOString(),
  datacontenttype: "application/json",
  ...(traceparent == null ? {} : { traceparent }),
  data: { ...circumstances, decision },
});
