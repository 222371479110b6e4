import type { Recognition } from "../recognition/recognition.ts";
import type { RouteSet } from "./route-set.ts";
import type { Snapshot } from "./snapshot.ts";

/** The conversion and route set of a number; null when the configuration names none that exists. */
export type Routing = { readonly conversion: string; readonly routeSet: RouteSet | null };

/**
 * Chooses the conversion and route set of a recognised number: its own, else its territory's, else the default. Of several
 * possible territories, none of which comes first, only what all of them agree on is used.
 */
export function chooseRouting(recognition: Recognition, snapshot: Snapshot): Routing {
  const { territory, candidates } = recognition;
  const deciding = candidates.filter((candidate) => territory === null || candidate.territory === territory);
  const wanted =
    deciding.length === 0 && territory !== null
      ? [territoryRouting(territory, snapshot)]
      : deciding.map((candidate) => {
          const own = territoryRouting(candidate.territory, snapshot);
          return {
            conversion: candidate.rule.conversion ?? own.conversion,
            routeSet: candidate.rule.routeSet ?? own.routeSet,
          };
        });
  const routeSet = agreed(wanted.map((routing) => routing.routeSet));
  return {
    conversion: agreed(wanted.map((routing) => routing.conversion)) ?? snapshot.defaultConversion,
    routeSet: routeSet === null ? null : (snapshot.routeSets.get(routeSet) ?? null),
  };
}

/**
 * Chooses the route set of a number whose own route or conversion fails: the contingency route of its territory, else the one
 * for all. Of several possible territories, none of which comes first, all must agree.
 */
export function chooseContingency({ territory, candidates }: Recognition, snapshot: Snapshot): RouteSet | null {
  const territories = territory === null ? candidates.map((candidate) => candidate.territory) : [territory];
  const name = agreed(territories.map((code) => snapshot.territories.get(code)?.contingencyRouteSet ?? null));
  return (name === null ? undefined : snapshot.routeSets.get(name)) ?? snapshot.contingency;
}

const territoryRouting = (territory: string, snapshot: Snapshot) =>
  snapshot.territories.get(territory) ?? { conversion: null, routeSet: null };

const agreed = (names: readonly (string | null)[]): string | null => {
  const [first = null, ...others] = names;
  return others.every((name) => name === first) ? first : null;
};
