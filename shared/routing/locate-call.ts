import type { AreaMatch } from "../location/area-finding.ts";
import { type CompiledAreas, ruleFor } from "../location/areas.ts";
import { doubtsAbout } from "../location/believe-place.ts";
import { countryOf, type ToldCountry } from "../location/country-of.ts";
import type { Place, ReadPlace } from "../location/place.ts";
import { readLocation } from "../location/read-location.ts";
import type { CallSetup } from "../recognition/call-setup.ts";
import type { Flag } from "../recognition/flags.ts";
import type { DecidedLocation } from "./decision.ts";
import { orElse } from "./or-else.ts";

/** Where a call comes from, as far as that is told and believed. */
export type CallPlace = {
  /** As it was read; null where none could be. */
  readonly told: Place | null;
  /** The same, if no rule doubts it: nothing else is used. */
  readonly believed: Place | null;
  /** Other locations that came with it and that no rule doubts: they decide nothing, but may disagree. */
  readonly others: readonly Place[];
  /** The country that the call is in by a place that is believed; null where that is not known, or not told alike. */
  readonly country: string | null;
  /** All that is told of the country, believed or not. */
  readonly toldCountries: readonly string[];
  readonly flags: readonly Flag[];
};

const none: readonly never[] = [];

/** A call without a location. */
export const untold: CallPlace = {
  ...{ told: null, believed: null, others: none },
  ...{ country: null, toldCountries: none, flags: none },
};

/** What is known of a call before its location is looked at. `territory`: null where it is not known. */
export type CallBefore = { readonly territory: string | null; readonly ingress: string; readonly nowMs: number };

/**
 * Reads where a call comes from, and tells whether it is to be believed: by the rule of the country that the place is in, and by that
 * of the territory that the call has without it. Total: what goes wrong here costs the call nothing but its location, with a flag.
 */
export function locateCall(
  location: NonNullable<CallSetup["location"]>,
  areas: CompiledAreas | null,
  call: CallBefore,
): CallPlace {
  const read = orElse(() => readLocation(location), unreadable);
  const { place, others, flags } = read;
  if (place === null) return { ...untold, flags };
  const { country, told, isConflict } = orElse(() => countryOf(read, areas), unknownCountry);
  const rules = areas === null ? none : rulesFor(areas, country, call);
  const doubts = doubtsAbout(place, rules, call.nowMs);
  const isBelieved = doubts.length === 0;
  return {
    told: place,
    believed: isBelieved ? place : null,
    others: isBelieved ? others.filter((other) => doubtsAbout(other, rules, call.nowMs).length === 0) : none,
    country: isBelieved ? country : null,
    toldCountries: told,
    flags: isBelieved && !isConflict ? flags : [...flags, ...doubts, ...(isConflict ? conflict : none)],
  };
}

const unreadable: ReadPlace = { place: null, others: none, flags: ["location-unreadable"] };
const unknownCountry: ToldCountry = { country: null, told: none, isConflict: false };
const conflict: readonly Flag[] = ["location-conflict"];

function rulesFor(areas: CompiledAreas, country: string | null, { territory, ingress }: CallBefore) {
  const concerned = [territory, country].filter((each) => each !== null);
  return (concerned.length === 0 ? [null] : concerned).map((each) => ruleFor(areas, each, ingress));
}

/** A doubt about a place that is told to be in other countries than the territory that decides. */
export const abroadFlags = ({ toldCountries }: CallPlace, territory: string | null): readonly Flag[] =>
  toldCountries.length === 0 || territory === null || toldCountries.includes(territory) ? none : ["location-abroad"];

/** What a decision says of where the caller is; null where neither a place nor an area is known. */
export function describeLocation({ told, believed }: CallPlace, match: AreaMatch | null): DecidedLocation | null {
  if (told === null && match === null) return null;
  return {
    from: match?.from ?? null,
    area: match?.area ?? null,
    displayName: match?.routing.displayName ?? null,
    match: match?.match ?? null,
    alternatives: match?.alternatives ?? none,
    method: told?.method ?? null,
    uncertaintyM: told?.uncertaintyM ?? null,
    elin: believed?.elin ?? null,
  };
}
