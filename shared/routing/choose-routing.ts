import type { Candidate, Recognition } from "../recognition/recognition.ts";
import type { RouteSet } from "./route-set.ts";
import type { Snapshot, TerritoryRouting } from "./snapshot.ts";

/** The conversion and route set of a number; null when the configuration names none that exists. */
export type Routing = { readonly conversion: string; readonly routeSet: RouteSet | null };

/**
 * Chooses the conversion and route set of a recognised number: its own, else its territory's, else the default. Of several
 * possible territories, none of which comes first, only what all of them agree on is used.
 */
export function chooseRouting(recognition: Recognition, snapshot: Snapshot): Routing {
  const { territory, candidates } = recognition;
  const deciding = candidates.filter((candidate) => territory === null || candidate.territory === territory);
  const { conversion, routeSet } =
    deciding.length === 0 && territory !== null
      ? territoryRouting(territory, snapshot)
      : agreedRouting(deciding, snapshot);
  return {
    conversion: conversion ?? snapshot.defaultConversion,
    routeSet: routeSet === null ? null : (snapshot.routeSets.get(routeSet) ?? null),
  };
}

/** What several territories wish, each by its number or else for all of its numbers. */
const agreedRouting = (candidates: readonly Candidate[], snapshot: Snapshot): NamedRouting => ({
  conversion: agreed(
    candidates,
    ({ territory, rule }) => rule.conversion ?? territoryRouting(territory, snapshot).conversion,
  ),
  routeSet: agreed(
    candidates,
    ({ territory, rule }) => rule.routeSet ?? territoryRouting(territory, snapshot).routeSet,
  ),
});

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
