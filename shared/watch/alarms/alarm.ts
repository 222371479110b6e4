import type { AlarmWord } from "./alarm-words.ts";

/** An alarm that is open (contract section 8). */
export type Alarm = {
  readonly alarm: AlarmWord;
  readonly subject: string;
  /** When its cause was first seen: an ISO 8601 instant. */
  readonly since: string;
  /** Ids of the audit events that show the cause, at most 20: the first ones. */
  readonly evidence: readonly string[];
  readonly runbook: string;
};

/** What makes an alarm. Causes of one subject are one alarm. */
export type Cause = {
  readonly subject: string;
  readonly evidence: readonly string[];
  /** When it began, if that is known: an ISO 8601 instant. Otherwise it begins when it is found. */
  readonly since?: string;
};

/** What somebody has found who looked for the causes of one alarm. */
export type Look = {
  readonly alarm: AlarmWord;
  readonly causes: readonly Cause[];
  /** The only subjects that were looked at. Left out if all were: then an open alarm without a cause has none any more. */
  readonly subjects?: readonly string[];
};
