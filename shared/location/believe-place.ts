import type { LocationRule } from "./areas.ts";
import type { Place } from "./place.ts";

/** Why rules do not believe a place. */
export type Doubt = "location-stale" | "location-method";

/**
 * What makes a place unfit for use: it is older than a rule allows, or was found in a way that a rule does not list. Methods are
 * compared without regard to case; where a rule lists any, a place that names none is not believed. A place without an instant is
 * of any age; one whose instant cannot be read, or is more than a day ahead, is too old for every rule that asks.
 */
export function doubtsAbout(place: Place, rules: readonly LocationRule[], nowMs: number): readonly Doubt[] {
  const doubts: Doubt[] = [];
  if (rules.some((rule) => isOlder(place, rule, nowMs))) doubts.push("location-stale");
  if (rules.some((rule) => isOtherwiseFound(place, rule))) doubts.push("location-method");
  return doubts;
}

function isOlder({ timestampMs }: Place, { maxAgeS }: LocationRule, nowMs: number): boolean {
  if (maxAgeS === null || timestampMs === null) return false;
  if (timestampMs === "unreadable") return true;
  const ageMs = nowMs - timestampMs;
  return ageMs > maxAgeS * 1_000 || ageMs < -aheadAtMostMs;
}

/** More than clocks and time zones differ by: such a clock tells nothing of the age. */
const aheadAtMostMs = 24 * 3_600_000;

const isOtherwiseFound = ({ method }: Place, { methods }: LocationRule): boolean =>
  methods !== null && !methods.has(method?.toLowerCase() ?? "");
