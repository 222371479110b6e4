import type { Area, CompiledAreas } from "../location/areas.ts";
import { type AreaFinding, type AreaMatch, type AreaQuestion, findArea, territoriesAt } from "../location/find-area.ts";
import type { Place, ReadPlace } from "../location/place.ts";
import { readLocation } from "../location/read-location.ts";
import type { CallSetup } from "../recognition/call-setup.ts";
import type { Flag } from "../recognition/flags.ts";
import type { AreaRouting } from "./choose-routing.ts";
import type { DecidedLocation } from "./decision.ts";
import { type Diverts, divertOf } from "./divert.ts";

const none: readonly never[] = [];

/** What is told of a call without a location. */
export const untold: ReadPlace = { place: null, flags: none };

/** Reads where a call comes from. Total: what goes wrong here costs the call nothing but its location, with a flag. */
export const readPlace = (location: NonNullable<CallSetup["location"]>): ReadPlace =>
  orElse(() => readLocation(location), { place: null, flags: ["location-unreadable"] });

/** The country of a place: that of its address, else the one territory whose areas have it; null where it is not known. */
export function countryOf(place: Place | null, areas: CompiledAreas | null): string | null {
  if (place === null) return null;
  const { civic, shape } = place;
  if (civic?.country != null) return civic.country;
  if (shape === null || areas === null) return null;
  const territories = orElse(() => territoriesAt(areas, shape.centre), none);
  return territories.length === 1 ? (territories[0] ?? null) : null;
}

const notFound: AreaFinding = { match: null, flags: ["location-unmatched"], screenRouteSet: null, isPlaceUsed: true };

/** Finds the area of a call. Total, too. Null where its territory has neither areas nor rules. */
export const findAreaOf = (areas: CompiledAreas, question: AreaQuestion): AreaFinding | null =>
  orElse(() => findArea(areas, question), notFound);

function orElse<Value>(find: () => Value, otherwise: Value): Value {
  try {
    return find();
  } catch {
    return otherwise;
  }
}

/** What a finding names for the call's routes at an instant; null where it names nothing. */
export function routingOf(finding: AreaFinding | null, diverts: Diverts | null, nowMs: number): AreaRouting | null {
  if (finding === null) return null;
  if (finding.match !== null) return divertedArea(finding.match.routing, diverts, nowMs);
  return finding.screenRouteSet === null ? null : { conversion: null, routeSet: finding.screenRouteSet };
}

function divertedArea(area: Area, diverts: Diverts | null, nowMs: number): AreaRouting {
  const to = diverts === null ? null : divertOf(diverts.ofAreas.get(area.name), nowMs);
  return to === null ? area : { conversion: area.conversion, routeSet: to, isDiverted: true };
}

/** A doubt about a place in another country than the territory that decides. */
export const abroadFlags = (country: string | null, territory: string | null): readonly Flag[] =>
  country === null || territory === null || country === territory ? none : ["location-abroad"];

/** What a decision says of where the caller is; null where neither a place nor an area is known. */
export function describeLocation(place: Place | null, match: AreaMatch | null): DecidedLocation | null {
  if (place === null && match === null) return null;
  return {
    from: match?.from ?? null,
    area: match?.area ?? null,
    displayName: match?.routing.displayName ?? null,
    match: match?.match ?? null,
    alternatives: match?.alternatives ?? none,
    method: place?.method ?? null,
    uncertaintyM: place?.uncertaintyM ?? null,
    elin: place?.elin ?? null,
  };
}
