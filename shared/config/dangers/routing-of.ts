import type { NumberRule } from "../../recognition/number-plan.ts";
import type { RouteSet } from "../../routing/route-set.ts";
import type { Snapshot } from "../../routing/snapshot.ts";

/** Where a number goes and how it is written, by its own entry, its territory or the defaults. */
export type NumberRouting = {
  /** Null where there is only the contingency route. */
  readonly routeSet: RouteSet | null;
  readonly routeSetName: string | null;
  readonly contingency: RouteSet | null;
  readonly conversion: string;
  /** Whether neither the number nor its territory names the conversion. */
  readonly isDefaultConversion: boolean;
};

export function routingOf(
  snapshot: Snapshot,
  territory: string,
  { routeSet, conversion }: Pick<NumberRule, "routeSet" | "conversion">,
): NumberRouting {
  const own = snapshot.territories.get(territory);
  const routeSetName = routeSet ?? own?.routeSet ?? null;
  const named = conversion ?? own?.conversion ?? null;
  return {
    routeSet: setOf(snapshot, routeSetName),
    routeSetName,
    contingency: setOf(snapshot, own?.contingencyRouteSet ?? null) ?? snapshot.contingency,
    conversion: named ?? snapshot.defaultConversion,
    isDefaultConversion: named === null,
  };
}

const setOf = ({ routeSets }: Snapshot, name: string | null): RouteSet | null =>
  name === null ? null : (routeSets.get(name) ?? null);
