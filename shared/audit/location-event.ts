import { type AuditEvent, auditEvent } from "./audit-event.ts";

export const locationEventType = "emergency-call.location.v1";

/** `data` of `emergency-call.location.v1`. */
export type LocationData = {
  readonly decisionId: string;
  /** The members of the request that said where the caller is, as they came. */
  readonly location: Readonly<Record<string, unknown>>;
  readonly instance: string;
  readonly sender: string | null;
};

/**
 * The audit event of a caller's location. It is apart from the decision's, so that it can be purged earlier: the chain names what
 * was removed, and stays verifiable.
 */
export const locationEvent = (callId: string, data: LocationData, nowMs: number): AuditEvent<LocationData> =>
  auditEvent({ id: `location-${data.decisionId}`, type: locationEventType, subject: callId, at: nowMs, data });

/** The event without the location, for a log. Its hash is then that of an event which is nowhere. */
export function withoutLocation<Event extends AuditEvent>(event: Event): Event {
  if (event.type !== locationEventType) return event;
  return { ...event, data: { ...event.data, location: "not logged" } };
}
