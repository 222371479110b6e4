import { randomUUID } from "node:crypto";
import type { AuditEvent } from "../../../shared/audit/audit-event.ts";
import type { DecidedData } from "../../../shared/audit/decided-event.ts";
import { decidedEvent } from "../../../shared/audit/decided-event.ts";
import { decideCall } from "../config/decide-call.ts";

/** The audit event of an emergency call. `request` stands for what the signalling layer sent. */
export function exampleEvent(request: unknown = { calledParty: "+44999" }): AuditEvent<DecidedData> {
  const decision = { ...decideCall({ calledParty: "+44999" }), decisionId: randomUUID() };
  const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
  return decidedEvent(decision, { request, latencyMs: 0.25, instance: "test-1", sender: null, nowMs });
}
