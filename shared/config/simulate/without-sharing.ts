import type { Route, RouteSet } from "../../routing/route-set.ts";
import { sharingGroups } from "../../routing/share-load.ts";
import type { Snapshot } from "../../routing/snapshot.ts";

/**
 * A snapshot that sends every call to routes that share the load in one and the same order, that of their hosts: which of them a
 * call gets is no difference between two configurations.
 */
export function withoutSharing(snapshot: Snapshot): Snapshot {
  if (![...snapshot.routeSets.values()].some(isShared)) return snapshot;
  const routeSets = new Map([...snapshot.routeSets].map(([name, set]) => [name, settled(set)]));
  const { contingency } = snapshot;
  return { ...snapshot, routeSets, contingency: contingency && (routeSets.get(contingency.name) ?? null) };
}

const isShared = ({ routes }: RouteSet): boolean => sharingGroups(routes).length < routes.length;

const settled = (set: RouteSet): RouteSet => ({
  ...set,
  routes: sharingGroups(set.routes).flatMap((group) =>
    group.toSorted(byHost).map(({ order: _order, weight: _weight, ...route }) => route),
  ),
});

function byHost(a: Route, b: Route): number {
  const [one, other] = [a, b].map(({ scheme, host }) => `${host.toLowerCase()} ${scheme}`);
  return one === other ? 0 : (one ?? "") < (other ?? "") ? -1 : 1;
}
