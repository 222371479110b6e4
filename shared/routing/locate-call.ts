import type { Place, ReadPlace } from "../location/place.ts";
import { readLocation } from "../location/read-location.ts";
import type { CallSetup } from "../recognition/call-setup.ts";
import type { Flag } from "../recognition/flags.ts";
import type { DecidedLocation } from "./decision.ts";

const none: readonly never[] = [];

/** What is told of a call without a location. */
export const untold: ReadPlace = { place: null, flags: none };

/** Reads where a call comes from. Total: what goes wrong here costs the call nothing but its location, with a flag. */
export function readPlace(location: NonNullable<CallSetup["location"]>): ReadPlace {
  try {
    return readLocation(location);
  } catch {
    return { place: null, flags: ["location-unreadable"] };
  }
}

/** The country of a place; null where it is not known. */
export const countryOf = (place: Place | null): string | null => place?.civic?.country ?? null;

/** The flags of a place, with a doubt about one in another country than the territory that decides. */
export function placeFlags({ place, flags }: ReadPlace, territory: string | null): readonly Flag[] {
  const country = countryOf(place);
  return country === null || territory === null || country === territory ? flags : [...flags, "location-abroad"];
}

/** What a decision says of a place: how far it can be relied on, not where it is. */
export const describePlace = ({ method, uncertaintyM, elin }: Place): DecidedLocation => ({
  from: null,
  area: null,
  displayName: null,
  match: null,
  alternatives: none,
  method,
  uncertaintyM,
  elin,
});
