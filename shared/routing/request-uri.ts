import type { Converted } from "./conversion.ts";
import type { Route } from "./route-set.ts";

/**
 * The Request-URI of a route (RFC 3261, 19.1; RFC 3966; RFC 5031), always syntactically valid: whatever a number
 * holds, it can only ever be a user part. A tel URI or URN does not name the next hop; `routeHeader` does.
 */
export function requestUri(route: Route, converted: Converted): string {
  switch (converted.form) {
    case "number": {
      const isNumber = /^\+?[0-9*#]+$/.test(converted.calledParty);
      return `${route.scheme}:${escapedUser(converted.calledParty)}@${route.host}${route.userPhone && isNumber ? ";user=phone" : ""}`;
    }
    case "tel":
    case "urn":
      return converted.calledParty;
  }
}

/** The Route header (RFC 3261, 20.34) that takes a request whose URI names no host to this route; null where the URI does. */
export const routeHeader = (route: Route, converted: Converted): string | null =>
  converted.form === "number" ? null : `<${route.scheme}:${route.host};lr>`;

/** Percent-encodes all that RFC 3261, 25.1, does not list as unreserved, and "+", which telephone numbers keep. */
export function escapedUser(text: string): string {
  if (/^[A-Za-z0-9+\-_.!~*'()]*$/.test(text)) return text;
  let escaped = "";
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte);
    escaped += /[A-Za-z0-9+\-_.!~*'()]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return escaped;
}
