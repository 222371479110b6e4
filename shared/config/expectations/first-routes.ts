import type { Decision } from "../../routing/decision.ts";
import type { Route } from "../../routing/route-set.ts";
import { sharingGroups, weightOf } from "../../routing/share-load.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { JudgedRoute } from "./unmet.ts";

/** The routes of each set that share load at its beginning, if any do, by the name of each of them. */
export type SharedStarts = ReadonlyMap<string, readonly (readonly Route[])[]>;

export function sharedStarts({ routeSets }: Pick<Snapshot, "routeSets">): SharedStarts {
  const starts = new Map<string, (readonly Route[])[]>();
  for (const { routes } of routeSets.values()) {
    const [first = []] = sharingGroups(routes);
    if (first.length > 1) for (const { name } of first) starts.set(name, [...(starts.get(name) ?? []), first]);
  }
  return starts;
}

/**
 * The routes of a decision that such a call may be given first: which of those that share load it is follows from the Call-ID, so
 * that any of them is as good. Not one of weight 0, which only follows the others.
 */
export function firstRoutes({ routes }: Pick<Decision, "routes">, starts: SharedStarts): readonly JudgedRoute[] {
  const [first] = routes;
  if (first === undefined) return [];
  const group = starts.get(first.name)?.find((sharing) => isStartOf(sharing, routes));
  const names = new Set(group?.filter((route) => weightOf(route) > 0).map(({ name }) => name));
  return names.has(first.name) ? routes.filter(({ name }, i) => i < names.size && names.has(name)) : [first];
}

/** Whether a decision begins with all routes of a group, in whatever order. */
function isStartOf(group: readonly Route[], routes: readonly JudgedRoute[]): boolean {
  const names = new Set(group.map(({ name }) => name));
  return routes.slice(0, group.length).every(({ name }) => names.has(name)) && routes.length >= group.length;
}
