import { generalServiceUrn } from "../recognition/service-urn.ts";
import type { Converted } from "./conversion.ts";
import type { DecidedRoute, Decision } from "./decision.ts";
import { requestUri, routeHeader } from "./request-uri.ts";
import type { Route, RouteSet } from "./route-set.ts";
import { inTurn } from "./share-load.ts";
import { writeContacts } from "./write-contacts.ts";

type WrittenRoutes = Pick<Decision, "routes" | "contacts" | "retryOn">;

/** A route set, and the number as its routes get it. */
export type Leg = { readonly routeSet: RouteSet; readonly converted: Converted };

/** What routes are written for. `redirectHeaders`: contacts carry the headers of their route. */
export type RouteUse = { readonly callId: string; readonly redirectHeaders: boolean };

/**
 * The routes of one set or more, in the order in which the call tries them. A later set adds no route that is there already, and
 * the statuses on which a call goes on are those of all sets: the last set is reached on whatever it wants to be reached on.
 */
export function writeRoutes([first, ...others]: readonly [Leg, ...Leg[]], use: RouteUse): WrittenRoutes {
  let routes = routesOf(first, use);
  let { retryOn } = first.routeSet;
  for (const leg of others) {
    const known = routes;
    routes = [...known, ...routesOf(leg, use).filter((route) => !known.some((other) => isSameWay(other, route)))];
    const more = leg.routeSet.retryOn.filter((status) => !retryOn.includes(status));
    if (more.length > 0) retryOn = [...retryOn, ...more];
  }
  return { routes, contacts: writeContacts(routes, use.redirectHeaders), retryOn };
}

/**
 * Where there is no route set at all, the only route is the emergency service URN (RFC 5031), which the signalling layer sends to
 * its own emergency default.
 */
export function writeLocalDefault(serviceUrn: string | null): WrittenRoutes {
  const urn = serviceUrn ?? generalServiceUrn;
  return {
    routes: [{ name: "local-default", requestUri: urn, headers: {}, timeoutMs: 4000 }],
    contacts: [`<${urn}>;q=1.0`],
    retryOn: [408, 503, 504],
  };
}

const routesOf = ({ routeSet, converted }: Leg, { callId }: RouteUse): readonly DecidedRoute[] =>
  inTurn(routeSet.routes, callId).map((route) => writeRoute(route, converted));

/** Whether two routes send the same request to the same host. */
const isSameWay = (a: DecidedRoute, b: DecidedRoute): boolean =>
  isSameText(a.requestUri, b.requestUri) && isSameText(a.headers.Route ?? "", b.headers.Route ?? "");

/** Equal but for upper and lower case. */
const isSameText = (a: string, b: string): boolean =>
  a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase());

function writeRoute(route: Route, converted: Converted): DecidedRoute {
  const nextHop = routeHeader(route, converted);
  return {
    name: route.name,
    requestUri: requestUri(route, converted),
    headers: mergeHeaders(route.headers, converted.headers, nextHop === null ? {} : { Route: nextHop }),
    timeoutMs: route.timeoutMs,
  };
}

/** Later headers replace earlier ones of the same name, in upper or lower case (RFC 3261, 7.3.1). */
export function mergeHeaders(...sets: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  const filled = sets.filter((set) => Object.keys(set).length > 0);
  const [only = {}] = filled;
  // The usual case: nothing to merge.
  if (filled.length < 2 && Object.keys(only).length < 2) return only;
  const byName = new Map<string, readonly [string, string]>();
  for (const set of filled) for (const header of Object.entries(set)) byName.set(header[0].toLowerCase(), header);
  return Object.fromEntries(byName.values());
}
