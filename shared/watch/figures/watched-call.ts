import type { CallClass } from "../../recognition/classes.ts";
import type { Fact, Result } from "./call-facts.ts";

/** What has become of a decision by now. `none`: no outcome is expected of it, and none came. */
export type Status = Result | "missing" | "pending" | "none";

/** A decision as it is watched. */
export type WatchedCall = Fact & {
  /** When the watch first saw it. */
  readonly seenMs: number;
  readonly status: Status;
};

/** A decision of which the watch learnt something. `before`: as it was; null when it is new. */
export type CallChange = { readonly before: WatchedCall | null; readonly after: WatchedCall };

/** When a status is judged, and how long outcomes may take (`OUTCOME_EXPECTED_S`). */
export type Judging = { readonly asOfMs: number; readonly expectedMs: number };

/** A fact and the call as it was known before; null when it is new. `isPast`: it was in the trail before anybody watched. */
export type Learnt = { readonly fact: Fact; readonly before: WatchedCall | null; readonly isPast: boolean };

/** Calls that figures and alarms are about. A test call is none of them. */
export const isEmergency = (callClass: CallClass): boolean =>
  callClass === "emergency" || callClass === "emergency-normal-routing";

/** An outcome that is late with its decision, from an outbox for example, may come with the next batch. */
const graceMs = 60_000;

export function judgeCall({ fact, before, isPast }: Learnt, { asOfMs, expectedMs }: Judging): WatchedCall {
  const seenMs = before?.seenMs ?? (isPast ? fact.atMs : asOfMs);
  return { ...fact, seenMs, status: statusOf(fact, seenMs, { asOfMs, expectedMs }) };
}

/** The network routes an `emergency-normal-routing` call by itself and need not report it. */
function statusOf({ outcome, class: callClass, atMs }: Fact, seenMs: number, { asOfMs, expectedMs }: Judging): Status {
  if (outcome !== null) return outcome.result;
  if (callClass !== "emergency") return "none";
  return asOfMs >= Math.max(atMs + expectedMs, seenMs + Math.min(graceMs, expectedMs)) ? "missing" : "pending";
}
