import { readNumber } from "./coordinates.ts";

/** Coordinates as `location.geo` has them, still as texts. */
export type GeoMembers = { readonly lat: string; readonly lon: string; readonly radiusM?: string };

export const isGeoUri = (uri: string): boolean => /^geo:/i.test(uri);

/** Of a `u` without a value. */
const unreadable = "?";

/**
 * What a `geo:` URI says (RFC 5870): latitude, longitude, perhaps a height, and `u`, how far the place may be from there. Null for
 * another reference system than WGS 84, for more or fewer coordinates, and for a height that is no number.
 */
export function readGeoUri(uri: string): GeoMembers | null {
  const [coordinates = "", ...parameters] = uri.slice("geo:".length).split(";");
  const [lat, lon, ...others] = coordinates.split(",");
  if (lat === undefined || lon === undefined || others.length > 1) return null;
  if (others.some((height) => readNumber(height) === null)) return null;
  const given = parameters
    .map((each) => each.split("=", 2))
    .map(([name = "", value = ""]) => [name.toLowerCase(), value]);
  const of = (wanted: string): string | undefined => given.find(([name]) => name === wanted)?.[1];
  if ((of("crs") ?? "wgs84").toLowerCase() !== "wgs84") return null;
  const radiusM = of("u");
  return radiusM === undefined ? { lat, lon } : { lat, lon, radiusM: radiusM || unreadable };
}
