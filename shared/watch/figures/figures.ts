import type { Try } from "./call-facts.ts";
import type { Counts, Figures, RouteCounts } from "./counts.ts";
import { bucketOf } from "./delay-buckets.ts";
import { isEmergency, type WatchedCall } from "./watched-call.ts";

export const noCounts: Counts = { decided: 0, answered: 0, failed: 0, abandoned: 0, missing: 0 };
const noRouteCounts: RouteCounts = { tried: 0, answered: 0, failed: 0 };

export const noFigures: Figures = {
  total: noCounts,
  territories: new Map(),
  ingresses: new Map(),
  routes: new Map(),
  flags: new Map(),
  delays: new Map(),
  pending: 0,
};

export function countCalls(calls: Iterable<WatchedCall>): Figures {
  let total = noCounts;
  let pending = 0;
  const territories = new Map<string, Counts>();
  const ingresses = new Map<string, Counts>();
  const routes = new Map<string, RouteCounts>();
  const flags = new Map<string, number>();
  const delays = new Map<string, number>();
  for (const call of calls) {
    for (const flag of call.flags) flags.set(flag, (flags.get(flag) ?? 0) + 1);
    if (!isEmergency(call.class)) continue;
    const counts = countsOf(call);
    total = addCounts(total, counts);
    if (call.status === "pending") pending += 1;
    territories.set(call.territory, addCounts(territories.get(call.territory) ?? noCounts, counts));
    ingresses.set(call.ingress, addCounts(ingresses.get(call.ingress) ?? noCounts, counts));
    for (const each of call.outcome?.tries ?? [])
      routes.set(each.route, addRouteCounts(routes.get(each.route) ?? noRouteCounts, routeCountsOf(each)));
    const delayMs = call.outcome?.delayMs ?? null;
    if (delayMs === null) continue;
    const bucket = String(bucketOf(delayMs));
    delays.set(bucket, (delays.get(bucket) ?? 0) + 1);
  }
  return { total, territories, ingresses, routes, flags, delays, pending };
}

const countsOf = ({ status }: WatchedCall): Counts => ({
  decided: 1,
  answered: status === "answered" ? 1 : 0,
  failed: status === "failed" ? 1 : 0,
  abandoned: status === "abandoned" ? 1 : 0,
  missing: status === "missing" ? 1 : 0,
});

const routeCountsOf = ({ result }: Try): RouteCounts => ({
  tried: 1,
  answered: result === "answered" ? 1 : 0,
  failed: result === "failed" ? 1 : 0,
});

export const addFigures = (a: Figures, b: Figures): Figures => ({
  total: addCounts(a.total, b.total),
  territories: addMaps(a.territories, b.territories, addCounts),
  ingresses: addMaps(a.ingresses, b.ingresses, addCounts),
  routes: addMaps(a.routes, b.routes, addRouteCounts),
  flags: addMaps(a.flags, b.flags, addNumbers),
  delays: addMaps(a.delays, b.delays, addNumbers),
  pending: a.pending + b.pending,
});

const addNumbers = (a: number, b: number): number => a + b;

export const addCounts = (a: Counts, b: Counts): Counts => ({
  decided: a.decided + b.decided,
  answered: a.answered + b.answered,
  failed: a.failed + b.failed,
  abandoned: a.abandoned + b.abandoned,
  missing: a.missing + b.missing,
});

const addRouteCounts = (a: RouteCounts, b: RouteCounts): RouteCounts => ({
  tried: a.tried + b.tried,
  answered: a.answered + b.answered,
  failed: a.failed + b.failed,
});

function addMaps<Value>(
  a: ReadonlyMap<string, Value>,
  b: ReadonlyMap<string, Value>,
  add: (a: Value, b: Value) => Value,
): ReadonlyMap<string, Value> {
  if (b.size === 0) return a;
  const sum = new Map(a);
  for (const [name, value] of b) {
    const other = sum.get(name);
    sum.set(name, other === undefined ? value : add(other, value));
  }
  return sum;
}

/** Answered of those that were answered or failed; null where none was. */
export const successRateOf = ({ answered, failed }: Pick<Counts, "answered" | "failed">): number | null =>
  answered + failed === 0 ? null : answered / (answered + failed);
