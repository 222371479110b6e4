/** Coordinates as `location.geo` has them, still as texts. */
export type GeoMembers = { readonly lat: string; readonly lon: string; readonly radiusM?: string };

export const isGeoUri = (uri: string): boolean => /^geo:/i.test(uri);

/**
 * What a `geo:` URI says (RFC 5870): latitude, longitude, perhaps a height, and `u`, how far the place may be from there. Null for
 * another reference system than WGS 84, and for more or fewer coordinates.
 */
export function readGeoUri(uri: string): GeoMembers | null {
  const [coordinates = "", ...parameters] = uri.slice("geo:".length).split(";");
  const [lat, lon, ...others] = coordinates.split(",");
  if (lat === undefined || lon === undefined || others.length > 1) return null;
  const of = (name: string): string | undefined =>
    parameters.find((each) => each.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const system = of("crs") ?? "wgs84";
  if (system.toLowerCase() !== "wgs84") return null;
  const radiusM = of("u");
  return radiusM === undefined ? { lat, lon } : { lat, lon, radiusM };
}
