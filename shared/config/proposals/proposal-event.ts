import { type AuditEvent, auditEvent } from "../../audit/audit-event.ts";
import type { Proposal, TakenStep } from "./proposal.ts";

/** `data` of `emergency-proposal.advanced.v1`. */
export type ProposalAdvancedData = {
  readonly proposal: Pick<Proposal, "id" | "reason" | "baseVersion" | "breakGlass" | "approvalsNeeded"> &
    TakenStep & { readonly author: string };
  readonly instance: string;
  readonly sender: string;
};

/** The audit event of a proposal's step, by its place among them. Its id follows from both: recorded again, it is the same event. */
export function proposalEvent(
  { id, reason, author, baseVersion, breakGlass, approvalsNeeded }: Proposal,
  step: TakenStep,
  { index, instance }: { readonly index: number; readonly instance: string },
): AuditEvent<ProposalAdvancedData> {
  const about = { id, reason, author: author.name, baseVersion, breakGlass, approvalsNeeded };
  return auditEvent({
    id: `proposal-${id}-${index + 1}`,
    type: "emergency-proposal.advanced.v1",
    subject: `proposal ${id}`,
    at: step.at,
    data: { proposal: { ...about, ...step }, instance, sender: step.by },
  });
}
