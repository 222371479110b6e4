import type { RouteSet } from "./route-set.ts";

/** Where calls go instead, from `validFromMs` to before `validUntilMs`, in milliseconds since 1970. */
export type Divert = { readonly to: string; readonly validFromMs: number; readonly validUntilMs: number };

/** The diverts of a configuration, by what they are of. Of one route set or area there is one at a time. */
export type Diverts = {
  readonly ofRouteSets: ReadonlyMap<string, readonly Divert[]>;
  readonly ofAreas: ReadonlyMap<string, readonly Divert[]>;
};

/** More than any chain of diverts. A circle cannot be configured; if one were, calls would still get routes. */
const hopsAtMost = 10;

/** The name of the route set that calls go to instead at an instant; null where there is no divert. */
export const divertOf = (diverts: readonly Divert[] | undefined, nowMs: number): string | null =>
  diverts?.find(({ validFromMs, validUntilMs }) => validFromMs <= nowMs && nowMs < validUntilMs)?.to ?? null;

/** The route set that calls of a route set go to at an instant, over as many diverts as there are: often itself. */
export function divertedFrom(
  routeSet: RouteSet,
  { diverts, routeSets }: { readonly diverts: Diverts | null; readonly routeSets: ReadonlyMap<string, RouteSet> },
  nowMs: number,
): RouteSet {
  if (diverts === null) return routeSet;
  let found = routeSet;
  for (let hops = 0; hops < hopsAtMost; hops++) {
    const to = divertOf(diverts.ofRouteSets.get(found.name), nowMs);
    const next = to === null ? undefined : routeSets.get(to);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}
