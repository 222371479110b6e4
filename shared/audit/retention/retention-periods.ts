import type { TrailFilters } from "../trail/trail-query.ts";

/** How long events are kept; `testDays`, where given, is for test calls and no more than `days`. */
export type RetentionPeriods = { readonly days: number; readonly testDays: number | null };

export type PeriodKind = "retention" | "test";

/** What one period removes: what a stretch of the trail that ends at `before` holds of its kind. */
export type Pass = {
  readonly kind: PeriodKind;
  readonly days: number;
  /** A whole hour: the trail goes hour by hour. */
  readonly before: string;
  readonly filters: TrailFilters;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The passes of a purge, as seen at an instant. What says what was purged is left out of them: it is kept for ever. */
export function passesAt(nowMs: number, { days, testDays }: RetentionPeriods): readonly Pass[] {
  const retention: Pass = {
    kind: "retention",
    days,
    before: hoursEndBefore(nowMs - days * dayMs),
    filters: { exceptType: "emergency-audit.purged.v1" },
  };
  if (testDays === null || testDays >= days) return [retention];
  const before = hoursEndBefore(nowMs - testDays * dayMs);
  return [retention, { kind: "test", days: testDays, before, filters: { class: "test" } }];
}

/** The instant before which everything is old enough by a clock that shows `nowMs`. */
const hoursEndBefore = (ms: number): string => new Date(Math.floor(ms / hourMs) * hourMs).toISOString();
