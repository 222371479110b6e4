import { isObject } from "../is-object.ts";
import { lengthOnEarth, pointAt, readNumber, readQuantity } from "./coordinates.ts";
import { announcesPidf, type FoundPidf, findPidf } from "./find-pidf.ts";
import { makePlace } from "./make-place.ts";
import type { Instant, Place, PlaceFlag, ReadPlace, Shape } from "./place.ts";
import { hasOddCountry, readCivic } from "./read-civic.ts";
import { readGeoUri } from "./read-geo-uri.ts";
import { instantOf, readPidf } from "./read-pidf.ts";
import { areApart } from "./shape-size.ts";

/** `location` of a call-setup event (contract section 9), as it came. */
export type GivenLocation = Readonly<Record<string, unknown>>;

/** What one member tells; null where it is not there. `isUnreadable`: it is there, and no place can be read from it. */
type Told = { readonly places: readonly Place[]; readonly isUnreadable: boolean; readonly isReferred: boolean } | null;

/** A body that is longer holds no PIDF-LO of the permitted length in any encoding that SIP has. */
const bodyCharactersAtMost = 128 * 1024;
const headerCharactersAtMost = 8 * 1024;

/**
 * Reads where the caller is: the first usable location of `pidf`, `body`, `geo` with `civic`. Total: whatever cannot be read costs
 * no more than itself, and is flagged.
 */
export function readLocation(given: GivenLocation): ReadPlace {
  const told = [fromPidf(given), fromInvite(given), fromMembers(given)].filter((each) => each !== null);
  const [place = null, ...others] = told.flatMap(({ places }) => places).map((each) => withStated(each, given));
  const flags: PlaceFlag[] = [];
  const isOdd = place === null ? hasUnknown(given) : isHalfTold(place, given);
  const isCut = told.some(({ places }) => places.some(isPart));
  if (isOdd || isCut || told.some(({ isUnreadable }) => isUnreadable)) flags.push("location-unreadable");
  if (place === null && told.some(({ isReferred }) => isReferred)) flags.push("location-by-reference");
  if (place !== null && others.some((other) => differ(place, other))) flags.push("location-conflict");
  return { place, others, flags };
}

/** Whether a part of a place could not be read: its shape or its address, the size of its shape, or the country of its address. */
const isPart = ({ shape, civic, isHalf }: Place): boolean =>
  isHalf === true || shape?.isCut === true || (civic !== null && hasOddCountry(civic));

const members: ReadonlySet<string> = new Set("pidf,body,contentType,geolocation,geo,civic,method,timestamp".split(","));

/** Where no member tells a place, one that is not known may have been meant to. */
function hasUnknown(given: GivenLocation): boolean {
  for (const name in given) if (!members.has(name) && !isAbsent(given[name])) return true;
  return false;
}

function fromPidf({ pidf }: GivenLocation): Told {
  if (isAbsent(pidf)) return null;
  return toldBy(typeof pidf === "string" ? readPidf(pidf) : null);
}

function fromInvite({ body, contentType, geolocation }: GivenLocation): Told {
  const values = (Array.isArray(geolocation) ? geolocation : [geolocation]).filter((value) => !isAbsent(value));
  if (isAbsent(body) && values.length === 0) return null;
  const text = typeof body === "string" && body.length <= bodyCharactersAtMost ? body : null;
  const headers = values.slice(0, 20).filter(isShortText);
  const type = isShortText(contentType) ? contentType : null;
  const found = findPidf({ body: isAbsent(text) ? null : text, contentType: type, geolocation: headers });
  const { places, isUnreadable } = firstUsable(found);
  // A body without a location is that of any call.
  const isMissing = places.length === 0 && (announcesPidf(type ?? "") || announcesPidf(text ?? ""));
  const isMalformed = (text === null && !isAbsent(body)) || headers.length < Math.min(values.length, 20);
  return {
    places,
    isUnreadable: isUnreadable || found.isLost || isMissing || isMalformed,
    isReferred: found.isReferred,
  };
}

/** What the header names, else what stands beside that; and what the header says itself, which is coordinates alone. */
function firstUsable({ named, geoUris, beside }: FoundPidf): Pick<NonNullable<Told>, "places" | "isUnreadable"> {
  const read = named.map(readPidf);
  if (read.every(isNothing)) read.push(...beside.map(readPidf));
  read.push(...geoUris.map(placesAt));
  return { places: read.flatMap((places) => places ?? []), isUnreadable: read.some(isNothing) };
}

function placesAt(geoUri: string): readonly Place[] | null {
  const shape = shapeOf(readGeoUri(geoUri) ?? {});
  return shape === null ? null : [makePlace({ shape, civic: null, method: null, timestampMs: null })];
}

const isNothing = (places: readonly Place[] | null): boolean => places === null || places.length === 0;

const toldBy = (places: readonly Place[] | null) => ({
  places: places ?? [],
  isUnreadable: isNothing(places),
  isReferred: false,
});

function fromMembers({ geo, civic }: GivenLocation): Told {
  if (isAbsent(geo) && isAbsent(civic)) return null;
  const shape = isObject(geo) ? shapeOf(geo) : null;
  const address = isObject(civic) ? readCivic(Object.entries(civic)) : null;
  const isUnreadable = (!isAbsent(geo) && shape === null) || (!isAbsent(civic) && address === null);
  if (shape === null && address === null) return { places: [], isUnreadable, isReferred: false };
  const place = makePlace({ shape, civic: address, method: null, timestampMs: null });
  return { places: [place], isUnreadable, isReferred: false };
}

function shapeOf({ lat, lon, radiusM }: GivenLocation): Shape | null {
  const centre = pointAt(numberOf(lat), numberOf(lon));
  if (centre === null) return null;
  const radius = lengthOnEarth(readQuantity(String(numberOf(radiusM))));
  if (radius !== null) return { kind: "circle", centre, radiusM: radius };
  return isAbsent(radiusM) ? { kind: "point", centre } : { kind: "point", centre, isCut: true };
}

/** A number, or a short text of one. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.length < 40 ? (readNumber(value) ?? undefined) : undefined;
}

/** What the request says of method and time, where the location itself does not. */
function withStated(place: Place, { method, timestamp }: GivenLocation): Place {
  if ((place.method !== null || isAbsent(method)) && (place.timestampMs !== null || isAbsent(timestamp))) return place;
  return {
    ...place,
    method: place.method ?? (isShortText(method) ? method.trim().slice(0, 64) || null : null),
    timestampMs: place.timestampMs ?? statedInstant(timestamp),
  };
}

function statedInstant(timestamp: unknown): Instant | null {
  if (isAbsent(timestamp)) return null;
  return isShortText(timestamp) ? instantOf(timestamp) : "unreadable";
}

/** Whether method or time are told, and cannot be read. */
const isHalfTold = ({ timestampMs }: Place, { method, timestamp }: GivenLocation): boolean =>
  timestampMs === "unreadable" ||
  statedInstant(timestamp) === "unreadable" ||
  !(isAbsent(method) || isShortText(method));

const differ = (a: Place, b: Place): boolean =>
  (a.civic?.country != null && b.civic?.country != null && a.civic.country !== b.civic.country) ||
  (a.shape !== null && b.shape !== null && areApart(a.shape, b.shape));

/** Also what proxies write for a variable without a value: `<null>`. */
const isAbsent = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && value.length < 40 && /^\s*(?:<?null>?)?\s*$/i.test(value));

const isShortText = (value: unknown): value is string =>
  typeof value === "string" && value.length <= headerCharactersAtMost;
