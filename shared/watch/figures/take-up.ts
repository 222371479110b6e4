import type { Figures } from "./counts.ts";
import { dayMs, minuteMs, quarterMs, recentMs, spanOf } from "./spans.ts";
import type { RouteState, WatchHead, WatchState } from "./watch-state.ts";

/** The figures of the minutes and quarters that a round looked at. */
export type RoundResult = {
  readonly minutes: ReadonlyMap<string, Figures>;
  readonly quarters: ReadonlyMap<string, Figures>;
  readonly routes: readonly RouteState[];
};

/** The state after a round: the minutes and quarters that it looked at take the place of what was known of them. */
export function takeUp(before: WatchState | null, head: WatchHead, { minutes, quarters }: RoundResult): WatchState {
  const asOfMs = Date.parse(head.asOf);
  const recentFrom = spanOf(asOfMs - recentMs, minuteMs);
  const dayFrom = spanOf(asOfMs - dayMs, quarterMs);
  const totals = new Map([...minutes].map(([at, { total }]) => [at, total]));
  return {
    head: { ...head, pendingMinutes: pendingAfter(before?.head.pendingMinutes ?? [], minutes) },
    recent: replaced(before?.recent, minutes, recentFrom),
    day: {
      minutes: replaced(before?.day.minutes, totals, dayFrom),
      quarters: replaced(before?.day.quarters, quarters, dayFrom),
    },
  };
}

function pendingAfter(before: readonly string[], minutes: ReadonlyMap<string, Figures>): readonly string[] {
  const pending = new Set(before);
  for (const [at, figures] of minutes)
    if (figures.pending > 0) pending.add(at);
    else pending.delete(at);
  return [...pending].sort();
}

/** Spans with nothing in them are left out. */
function replaced<Value>(
  before: ReadonlyMap<string, Value> | undefined,
  now: ReadonlyMap<string, Value>,
  from: string,
): ReadonlyMap<string, Value> {
  const both = new Map([...(before ?? []), ...now]);
  return new Map([...both].filter(([at]) => at >= from).sort(([a], [b]) => (a < b ? -1 : 1)));
}
