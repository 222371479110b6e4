import { monotonic } from "../../shared/clock.ts";
import type { Snapshot } from "../../shared/routing/snapshot.ts";
import { tableLease } from "../../shared/tables/lease.ts";
import type { AlarmKeeper } from "../../shared/watch/alarms/alarm-keeper.ts";
import { arrivalTable } from "../../shared/watch/figures/arrival-table.ts";
import { type MinuteTable, minuteTable } from "../../shared/watch/figures/minute-table.ts";
import { routeTriesTable } from "../../shared/watch/figures/route-tries.ts";
import { tidyMinutes } from "../../shared/watch/figures/tidy-minutes.ts";
import { watchPartsTable } from "../../shared/watch/figures/watch-parts.ts";
import { type WatchStateTable, watchStateTable } from "../../shared/watch/figures/watch-state.ts";
import type { CallChange } from "../../shared/watch/figures/watched-call.ts";
import { makeWatchCalls } from "../watch-calls.ts";
import type { Services } from "./services.ts";

/** What watches calls, and what answers about them. */
export type WatchServices = {
  readonly watchCalls: () => Promise<void>;
  readonly state: WatchStateTable;
  readonly minutes: MinuteTable;
  readonly expectedMs: number;
};

/** A run that dies holds others up for so long. */
const leaseMs = 20_000;
const budgetMs = 15_000;

export function makeWatchServices(services: Services, alarms: AlarmKeeper): WatchServices {
  const { tables, settings, log, now, newId, metrics, snapshots } = services;
  const client = tables.watch;
  const state = watchStateTable(client);
  const minutes = minuteTable(client, log);
  const expectedMs = settings.OUTCOME_EXPECTED_S * 1_000;
  const watchCalls = makeWatchCalls({
    trail: tables,
    minutes,
    routes: routeTriesTable(client),
    alarms,
    contingencyRoutes: () => contingencyRoutesOf(snapshots.current().snapshot),
    arrivals: arrivalTable(client, { log, now }),
    state,
    parts: watchPartsTable(client),
    lease: tableLease({ client, owner: newId(), now, leaseMs }),
    log,
    now,
    clock: monotonic,
    expectedMs,
    budgetMs,
    tidy: (asOfMs) => tidyMinutes(client, asOfMs),
    onChange: (change) => countOutcome(change, metrics),
  });
  return { watchCalls, state, minutes, expectedMs };
}

function contingencyRoutesOf({ contingency, territories, routeSets }: Snapshot): ReadonlySet<string> {
  const named = [...territories.values()].map(({ contingencyRouteSet: name }) =>
    name === null ? null : routeSets.get(name),
  );
  return new Set([contingency, ...named].flatMap((set) => set?.routes.map(({ name }) => name) ?? []));
}

/** An outcome is counted when it becomes known; one that is corrected is counted again. */
function countOutcome({ before, after }: CallChange, metrics: Services["metrics"]): void {
  const { class: callClass, territory, status, outcome } = after;
  if (status === "pending" || status === "none" || status === before?.status) return;
  const { route = null, delayMs = null } = outcome ?? {};
  metrics.outcome({ class: callClass, territory, route: route ?? "none", result: status, delayMs });
}
