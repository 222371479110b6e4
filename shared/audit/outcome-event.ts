import { createHash } from "node:crypto";
import * as z from "zod";
import { canonicalJson } from "../json/canonical-json.ts";
import { callSetupFields } from "../recognition/call-setup-fields.ts";
import { type AuditEvent, auditEvent } from "./audit-event.ts";

const sipStatus = z.int().min(100).max(699);
const instant = z.iso.datetime({ offset: true });
const name = z.string().min(1).max(64);

/** What the signalling layer reports of a call it routed (contract section 2). Members that are not known are left out. */
export const outcomeSchema = z.object({
  callId: callSetupFields.callId,
  decisionId: z.string().min(1).max(64).nullish(),
  finalStatus: sipStatus,
  routeName: name.nullish(),
  answeredAt: instant.nullish(),
  endedAt: instant.nullish(),
  attempts: z
    .array(z.object({ routeName: name, status: sipStatus, atMs: z.number().min(0) }))
    .max(20)
    .nullish(),
});

export type Outcome = z.infer<typeof outcomeSchema>;

/** The audit event of an outcome. Its id follows from the content: the same report, repeated, is the same event. */
export const outcomeEvent = (
  outcome: Outcome,
  { instance, sender, nowMs }: { readonly instance: string; readonly sender: string | null; readonly nowMs: number },
): AuditEvent =>
  auditEvent({
    id: `outcome-${createHash("sha256").update(canonicalJson(outcome)).digest("hex").slice(0, 32)}`,
    type: "emergency-call.outcome.v1",
    subject: outcome.callId,
    at: nowMs,
    data: { outcome, instance, sender },
  });
