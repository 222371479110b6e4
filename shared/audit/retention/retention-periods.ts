import { locationEventType } from "../location-event.ts";
import type { TrailFilters } from "../trail/trail-query.ts";
import type { PeriodKind } from "./purge-progress.ts";
import type { RetentionPeriods } from "./purge-run.ts";

/** What one period removes: the events of its kind before an instant. */
export type Pass = {
  readonly kind: PeriodKind;
  readonly days: number;
  /** A whole hour, because the trail is partitioned by hour. */
  readonly before: string;
  readonly filters: TrailFilters;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The passes of a purge at an instant, that of the retention period first. Purge events are kept for ever. */
export function passesAt(nowMs: number, { days, testDays, locationDays }: RetentionPeriods): readonly Pass[] {
  const pass = (kind: PeriodKind, period: number, filters: TrailFilters): Pass => ({
    kind,
    days: period,
    before: beginningOfHour(nowMs - period * dayMs),
    filters,
  });
  const passes = [pass("retention", days, { exceptType: "emergency-audit.purged.v1" })];
  if (testDays !== null && testDays < days) passes.push(pass("test", testDays, { class: "test" }));
  if (locationDays !== null && locationDays < days)
    passes.push(pass("location", locationDays, { type: locationEventType }));
  return passes;
}

/** The beginning of the hour that an instant is in. */
const beginningOfHour = (ms: number): string => new Date(Math.floor(ms / hourMs) * hourMs).toISOString();
