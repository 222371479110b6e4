import type { AreaFinding } from "../location/area-finding.ts";
import type { Area } from "../location/areas.ts";
import type { AreaRouting } from "./choose-routing.ts";
import { type Diverts, divertOf } from "./divert.ts";

/** What a finding names for the call's routes at an instant; null where it names nothing. */
export function routingOf(finding: AreaFinding | null, diverts: Diverts | null, nowMs: number): AreaRouting | null {
  if (finding === null) return null;
  if (finding.match !== null) return divertedArea(finding.match.routing, diverts, nowMs);
  const { screenRouteSet } = finding;
  return screenRouteSet === null ? null : { conversion: null, routeSet: screenRouteSet, flag: "screened" };
}

function divertedArea(area: Area, diverts: Diverts | null, nowMs: number): AreaRouting {
  const to = diverts === null ? null : divertOf(diverts.ofAreas.get(area.name), nowMs);
  return to === null ? area : { conversion: area.conversion, routeSet: to, flag: "diverted" };
}
