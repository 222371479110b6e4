import { pace } from "../../pace.ts";
import type { ConfigDocument } from "../document.ts";
import { territoriesWithEmergencies } from "../rules/territories-with-emergencies.ts";

/** The names that numbers, territories and defaults of a document use. */
export type Uses = {
  /** Route sets of emergency numbers and of territories. */
  readonly routeSets: ReadonlySet<string>;
  readonly contingencyRouteSets: ReadonlySet<string>;
  readonly conversions: ReadonlySet<string>;
  /** Territories with a configured emergency number, valid at `nowMs` or later. */
  readonly territoriesWithEmergencies: ReadonlySet<string>;
};

/** Paced. `nowMs`: milliseconds since 1970. */
export async function usesOf({ numbers, territories, defaults }: ConfigDocument, nowMs: number): Promise<Uses> {
  const routeSets = new Set(territories.flatMap(({ routeSet }) => routeSet ?? []));
  const conversions = new Set([defaults.conversion, ...territories.flatMap(({ conversion }) => conversion ?? [])]);
  for (const { class: callClass, routeSet, conversion } of numbers) {
    if (callClass === "emergency" && routeSet !== null) routeSets.add(routeSet);
    if (conversion !== null) conversions.add(conversion);
    if (pace.isDue()) await pace.rest();
  }
  const contingency = [defaults, ...territories].flatMap(({ contingencyRouteSet }) => contingencyRouteSet ?? []);
  return {
    routeSets,
    contingencyRouteSets: new Set(contingency),
    conversions,
    territoriesWithEmergencies: await territoriesWithEmergencies(numbers, nowMs),
  };
}
