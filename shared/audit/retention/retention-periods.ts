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
export function passesAt(nowMs: number, { days, testDays }: RetentionPeriods): readonly Pass[] {
  const retention: Pass = {
    kind: "retention",
    days,
    before: beginningOfHour(nowMs - days * dayMs),
    filters: { exceptType: "emergency-audit.purged.v1" },
  };
  if (testDays === null || testDays >= days) return [retention];
  const before = beginningOfHour(nowMs - testDays * dayMs);
  return [retention, { kind: "test", days: testDays, before, filters: { class: "test" } }];
}

/** The beginning of the hour that an instant is in. */
const beginningOfHour = (ms: number): string => new Date(Math.floor(ms / hourMs) * hourMs).toISOString();
