import { createHash } from "node:crypto";
import { type AuditEvent, auditEvent } from "../../audit/audit-event.ts";
import type { ConfigDocument } from "../../config/document.ts";

export type Divert = ConfigDocument["diverts"][number];

/** `data` of `emergency-divert.began.v1`. */
export type DivertBeganData = Divert & { readonly instance: string };

/** `data` of `emergency-divert.ended.v1`. `why`: its time was over, or a change of the configuration took it away. */
export type DivertEndedData = Divert & { readonly why: "over" | "removed"; readonly instance: string };

/** What makes a divert this one: it may be made longer or shorter while it is in force. */
export const divertId = ({ name, from, to, validFrom }: Divert): string =>
  createHash("sha256")
    .update(JSON.stringify([name, from, to, validFrom]))
    .digest("hex")
    .slice(0, 32);

/** Its id and time follow from the divert and from when it was first noticed: recorded again, it is the same event. */
export const divertBeganEvent = (divert: Divert, at: string, instance: string): AuditEvent<DivertBeganData> =>
  auditEvent({
    id: `divert-${divertId(divert)}-began`,
    type: "emergency-divert.began.v1",
    subject: `divert ${divert.name}`,
    at,
    data: { ...divert, instance },
  });

export const divertEndedEvent = (
  divert: Divert,
  { at, why }: { readonly at: string; readonly why: DivertEndedData["why"] },
  instance: string,
): AuditEvent<DivertEndedData> =>
  auditEvent({
    id: `divert-${divertId(divert)}-ended`,
    type: "emergency-divert.ended.v1",
    subject: `divert ${divert.name}`,
    at,
    data: { ...divert, why, instance },
  });
