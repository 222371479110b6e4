import type { NumberRule } from "../recognition/number-plan.ts";
import type { Candidate, Recognition } from "../recognition/recognition.ts";
import type { RouteSet } from "./route-set.ts";
import type { Snapshot, TerritoryRouting } from "./snapshot.ts";

/**
 * The conversion and route set of a number; null when the configuration names none that exists. `isByArea`: whether the route set is
 * the area's.
 */
export type Routing = { readonly conversion: string; readonly routeSet: RouteSet | null; readonly isByArea: boolean };

/** What an area names, or the rule in its place; null for what it leaves to the number and the territory. */
export type AreaRouting = {
  readonly conversion: string | null;
  readonly routeSet: string | null;
  /** What a call is flagged with that takes this route set: that of a divert of the area, or of screening. */
  readonly flag?: "diverted" | "screened";
};

/**
 * Chooses the conversion and route set of a recognised number, each by itself: that of the tenant's own entry, else the area's,
 * else that of the entry for all, else the territory's, else the default. Of several possible territories, none of which comes
 * first, only what all of them agree on is used.
 */
export function chooseRouting(recognition: Recognition, snapshot: Snapshot, area: AreaRouting | null = null): Routing {
  const { territory, candidates } = recognition;
  const deciding = candidates.filter((candidate) => territory === null || candidate.territory === territory);
  const { conversion, routeSet } =
    deciding.length === 0
      ? within(area, territory === null ? nothing : territoryRouting(territory, snapshot))
      : agreedRouting(deciding, snapshot, area);
  return {
    conversion: conversion ?? snapshot.defaultConversion,
    routeSet: routeSet === null ? null : (snapshot.routeSets.get(routeSet) ?? null),
    isByArea:
      routeSet !== null && area?.routeSet === routeSet && (deciding.length === 0 || deciding.some(leavesRouteSet)),
  };
}

/** Whether no tenant's own entry names the route set: then the area comes first. */
const leavesRouteSet = ({ rule: { tenants } }: Candidate): boolean => (tenants?.routeSet ?? null) === null;

const within = (area: AreaRouting | null, territory: NamedRouting): NamedRouting => ({
  conversion: area?.conversion ?? territory.conversion,
  routeSet: area?.routeSet ?? territory.routeSet,
});

/** What several territories wish, each by its number or else for all of its numbers. */
const agreedRouting = (
  candidates: readonly Candidate[],
  snapshot: Snapshot,
  area: AreaRouting | null,
): NamedRouting => ({
  conversion: agreed(
    candidates,
    ({ territory, rule }) => ownName(rule, "conversion", area) ?? territoryRouting(territory, snapshot).conversion,
  ),
  routeSet: agreed(
    candidates,
    ({ territory, rule }) => ownName(rule, "routeSet", area) ?? territoryRouting(territory, snapshot).routeSet,
  ),
});

/** What the tenant's own entry names, else the caller's area, else the entry for all tenants. */
const ownName = (rule: NumberRule, name: keyof NamedRouting, area: AreaRouting | null): string | null =>
  area === null ? rule[name] : (rule.tenants?.[name] ?? area[name] ?? rule[name]);

/**
 * Chooses the route set of a number whose own route or conversion fails: the contingency route of its territory, else the one
 * for all. Of several possible territories, none of which comes first, all must agree.
 */
export function chooseContingency({ territory, candidates }: Recognition, snapshot: Snapshot): RouteSet | null {
  const own = (code: string): string | null => snapshot.territories.get(code)?.contingencyRouteSet ?? null;
  const name = territory === null ? agreed(candidates, (candidate) => own(candidate.territory)) : own(territory);
  return (name === null ? undefined : snapshot.routeSets.get(name)) ?? snapshot.contingency;
}

/** What a territory names; null where it names nothing. */
type NamedRouting = Pick<TerritoryRouting, "conversion" | "routeSet">;

const nothing: NamedRouting = { conversion: null, routeSet: null };

const territoryRouting = (territory: string, snapshot: Snapshot): NamedRouting =>
  snapshot.territories.get(territory) ?? nothing;

/** The name that all candidates have; null where they differ. */
function agreed(candidates: readonly Candidate[], nameOf: (candidate: Candidate) => string | null): string | null {
  const [first] = candidates;
  const name = first === undefined ? null : nameOf(first);
  return candidates.every((candidate) => candidate === first || nameOf(candidate) === name) ? name : null;
}
