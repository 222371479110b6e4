import { generalServiceUrn } from "../recognition/service-urn.ts";
import type { Converted } from "./conversion.ts";
import type { DecidedRoute, Decision } from "./decision.ts";
import { requestUri, routeHeader } from "./request-uri.ts";
import type { Route, RouteSet } from "./route-set.ts";

type WrittenRoutes = Pick<Decision, "routes" | "contacts" | "retryOn">;

/**
 * The routes of a set for one number, in order. Without a set the only route is the emergency service URN (RFC 5031), which
 * the signalling layer sends to its own emergency default.
 */
export function writeRoutes(routeSet: RouteSet | null, converted: Converted, serviceUrn: string | null): WrittenRoutes {
  if (routeSet === null) return localDefault(serviceUrn ?? generalServiceUrn);
  const routes = routeSet.routes.map((route) => writeRoute(route, converted));
  return {
    routes,
    contacts: routes.map(({ requestUri }, i) => `<${requestUri}>;q=${i === 0 ? "1.0" : `0.${10 - i}`}`),
    retryOn: routeSet.retryOn,
  };
}

function writeRoute(route: Route, converted: Converted): DecidedRoute {
  const nextHop = routeHeader(route, converted);
  return {
    name: route.name,
    requestUri: requestUri(route, converted),
    headers: mergeHeaders(route.headers, converted.headers, nextHop === null ? {} : { Route: nextHop }),
    timeoutMs: route.timeoutMs,
  };
}

const localDefault = (serviceUrn: string): WrittenRoutes => ({
  routes: [{ name: "local-default", requestUri: serviceUrn, headers: {}, timeoutMs: 4000 }],
  contacts: [`<${serviceUrn}>;q=1.0`],
  retryOn: [408, 503, 504],
});

/** Later headers replace earlier ones of the same name, in upper or lower case (RFC 3261, 7.3.1). */
function mergeHeaders(...sets: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  const filled = sets.filter((set) => Object.keys(set).length > 0);
  const [only = {}] = filled;
  // The usual case: nothing to merge.
  if (filled.length < 2 && Object.keys(only).length < 2) return only;
  const byName = new Map<string, readonly [string, string]>();
  for (const set of filled) for (const header of Object.entries(set)) byName.set(header[0].toLowerCase(), header);
  return Object.fromEntries(byName.values());
}
