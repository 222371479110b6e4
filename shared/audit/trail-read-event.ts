import { type AuditEvent, auditEvent } from "./audit-event.ts";

/** `data` of `emergency-audit.read.v1`: who looked at the trail, or at the rows of a lookup table, and at what. */
export type TrailReadData = {
  readonly read: {
    readonly by: string;
    readonly operation: "events" | "export" | "call" | "verification" | "report" | "lookup-table";
    /** What was asked for, as it was understood. */
    readonly query: object;
    /** Whether calling numbers were shown. */
    readonly personal: boolean;
  };
  readonly instance: string;
  readonly sender: string;
};

/** The audit event of a look at the audit trail. */
export const trailReadEvent = (
  read: TrailReadData["read"],
  { id, instance, nowMs }: { readonly id: string; readonly instance: string; readonly nowMs: number },
): AuditEvent<TrailReadData> =>
  auditEvent({
    id,
    type: "emergency-audit.read.v1",
    subject: read.operation === "lookup-table" ? "lookup-table" : "audit-trail",
    at: nowMs,
    data: { read, instance, sender: read.by },
  });
