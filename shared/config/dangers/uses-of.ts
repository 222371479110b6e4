import { pace } from "../../pace.ts";
import type { ConfigDocument } from "../document.ts";
import { territoriesWithEmergencies } from "../rules/territories-with-emergencies.ts";

/** The names that the items of a document use. */
export type Uses = {
  /** Route sets of emergency numbers, territories and areas, and those that calls are screened or diverted to. */
  readonly routeSets: ReadonlySet<string>;
  readonly contingencyRouteSets: ReadonlySet<string>;
  readonly conversions: ReadonlySet<string>;
  /** Territories with a configured emergency number, valid at `nowMs` or later. */
  readonly territoriesWithEmergencies: ReadonlySet<string>;
};

/** Paced. `nowMs`: milliseconds since 1970. */
export async function usesOf(document: ConfigDocument, nowMs: number): Promise<Uses> {
  const { numbers, territories, defaults, areas, locationRules, diverts } = document;
  const routeSets = new Set(territories.flatMap(({ routeSet }) => routeSet ?? []));
  const conversions = new Set([defaults.conversion, ...territories.flatMap(({ conversion }) => conversion ?? [])]);
  for (const { class: callClass, routeSet, conversion } of numbers) {
    if (callClass === "emergency" && routeSet !== null) routeSets.add(routeSet);
    if (conversion !== null) conversions.add(conversion);
    if (pace.isDue()) await pace.rest();
  }
  for (const { routeSet, conversion } of areas) {
    if (routeSet !== null) routeSets.add(routeSet);
    if (conversion !== null) conversions.add(conversion);
  }
  for (const { screenRouteSet } of locationRules) if (screenRouteSet !== null) routeSets.add(screenRouteSet);
  for (const { to } of diverts) routeSets.add(to);
  const contingency = [defaults, ...territories].flatMap(({ contingencyRouteSet }) => contingencyRouteSet ?? []);
  return {
    routeSets,
    contingencyRouteSets: new Set(contingency),
    conversions,
    territoriesWithEmergencies: await territoriesWithEmergencies(numbers, nowMs),
  };
}
