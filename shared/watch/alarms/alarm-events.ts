import { createHash } from "node:crypto";
import { type AuditEvent, auditEvent } from "../../audit/audit-event.ts";
import type { Alarm } from "./alarm.ts";

/** `data` of `emergency-alarm.raised.v1`. */
export type AlarmRaisedData = Alarm & { readonly instance: string };

/** `data` of `emergency-alarm.cleared.v1`. */
export type AlarmClearedData = Omit<Alarm, "evidence" | "runbook"> & { readonly instance: string };

/** The audit event of an alarm that was raised. Its id follows from alarm, subject and beginning: recorded again, it is the same event. */
export const alarmRaisedEvent = (alarm: Alarm, raisedAt: string, instance: string): AuditEvent<AlarmRaisedData> =>
  auditEvent({
    id: idOf(alarm),
    type: "emergency-alarm.raised.v1",
    subject: subjectOf(alarm),
    at: raisedAt,
    data: { ...alarm, instance },
  });

/** The audit event of an alarm whose cause has been gone for ten minutes. */
export const alarmClearedEvent = (
  { alarm, subject, since }: Alarm,
  clearedAt: string,
  instance: string,
): AuditEvent<AlarmClearedData> =>
  auditEvent({
    id: `${idOf({ alarm, subject, since })}-cleared`,
    type: "emergency-alarm.cleared.v1",
    subject: subjectOf({ alarm, subject }),
    at: clearedAt,
    data: { alarm, subject, since, instance },
  });

const idOf = ({ alarm, subject, since }: Pick<Alarm, "alarm" | "subject" | "since">): string =>
  `alarm-${createHash("sha256")
    .update(JSON.stringify([alarm, subject, since]))
    .digest("hex")
    .slice(0, 32)}`;

const subjectOf = ({ alarm, subject }: Pick<Alarm, "alarm" | "subject">): string => `${alarm} ${subject}`;
