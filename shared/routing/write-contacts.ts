import type { DecidedRoute } from "./decision.ts";

/**
 * The routes as Contact values (RFC 3261, 20.10), by falling q. `withHeaders`: their header fields stand in the URI, for an SBC
 * that follows a redirect.
 */
export const writeContacts = (routes: readonly DecidedRoute[], withHeaders: boolean): readonly string[] =>
  routes.map(
    (route, place) =>
      `<${route.requestUri}${withHeaders ? uriHeaders(route) : ""}>;q=${preference(place, routes.length)}`,
  );

/** qvalue (RFC 3261, 25.1): in tenths, or for more than ten routes in finer steps. Never 0. */
function preference(place: number, count: number): string {
  if (place === 0) return "1.0";
  return count <= 10 ? `0.${10 - place}` : ((1_000 - place * Math.floor(1_000 / count)) / 1_000).toFixed(3);
}

/** The headers of a SIP URI (RFC 3261, 19.1.1); no other URI has any. */
function uriHeaders({ requestUri, headers }: DecidedRoute): string {
  if (!/^sips?:/.test(requestUri)) return "";
  const written = Object.entries(headers)
    .filter(([name]) => !notInUri.has(name.toLowerCase()))
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  return written.length === 0 ? "" : `?${written.join("&")}`;
}

/**
 * Fields that a receiver must not take from a URI (RFC 3261, 19.1.5), with their compact forms, and `body`, which is no field
 * there (19.1.1). Those that no route may set at all are left out.
 */
const notInUri = new Set(
  (
    "route,accept,accept-encoding,accept-language,allow,organization,supported,k,user-agent,content-encoding,e," +
    "content-language,date,mime-version,timestamp,body"
  ).split(","),
);

/** Percent-encodes all but unreserved and hnv-unreserved characters (RFC 3261, 25.1). Names and values are ASCII. */
const escaped = (text: string): string =>
  text.replace(
    /[^A-Za-z0-9\-_.!~*'()[\]/?:+$]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
