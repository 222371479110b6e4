import type { Trial } from "../store/pointer.ts";

/** The timer has so long to take a provisional version back before the instances that take calls do it. */
const leftToTimerMs = 8_000;

/** Whether a provisional version should have gone back some time ago. `nowMs`: milliseconds since 1970. */
export const isOverdue = (trial: Trial | null | undefined, nowMs: number): boolean =>
  trial != null && nowMs >= Date.parse(trial.revertAt) + leftToTimerMs;
