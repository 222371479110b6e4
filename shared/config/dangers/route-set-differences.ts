import type { Route, RouteSet } from "../../routing/route-set.ts";
import { sharingGroups, weightOf } from "../../routing/share-load.ts";
import type { DangerCode } from "../danger-codes.ts";

/** One way in which a call is treated differently. `what` describes it in words. */
export type Difference = { readonly danger: DangerCode; readonly what: string };

/** How a call is treated differently by another route set. Other names of routes or sets make no difference. */
export function routeSetDifferences(was: RouteSet, is: RouteSet): readonly Difference[] {
  const differences: Difference[] = [];
  const [hopsBefore, hopsNow] = [hopsOf(was), hopsOf(is)];
  if (hopsBefore !== hopsNow)
    differences.push({ danger: "reroutes-emergency-calls", what: `${hopsNow} instead of ${hopsBefore}` });
  for (const [i, route] of is.routes.entries()) {
    const earlier = counterpart(route, i, was);
    if (earlier !== undefined) differences.push(...routeDifferences(earlier, route));
  }
  const [retriesBefore, retriesNow] = [was, is].map(({ retryOn }) => [...new Set(retryOn)].sort().join(" "));
  if (retriesBefore !== retriesNow)
    differences.push({
      danger: "changes-route-timing",
      what: `the next route on ${retriesNow || "no answer"} instead of ${retriesBefore || "no answer"}`,
    });
  return differences;
}

const hopOf = ({ scheme, host }: Route): string => `${scheme}:${host.toLowerCase()}`;

const hopsOf = ({ routes }: RouteSet): string =>
  sharingGroups(routes)
    .map((group) => (group.length === 1 ? group.map(hopOf).join() : group.map(shareOf).sort().join(" beside ")))
    .join(", ");

const shareOf = (route: Route): string => `${hopOf(route)} (weight ${weightOf(route)})`;

/** The same route before: with the same name, else the same next hop, else the same place. */
const counterpart = (route: Route, index: number, { routes }: RouteSet): Route | undefined =>
  routes.find(({ name }, i) => name === route.name && i === index) ??
  routes.find(({ name }) => name === route.name) ??
  routes.find((earlier) => hopOf(earlier) === hopOf(route)) ??
  routes[index];

function routeDifferences(was: Route, is: Route): readonly Difference[] {
  const differences: Difference[] = [];
  if (was.userPhone !== is.userPhone)
    differences.push({
      danger: "rewrites-emergency-numbers",
      what: `user=phone ${is.userPhone ? "added" : "gone"} at ${is.name}`,
    });
  const headers = headerDifference(was.headers, is.headers);
  if (headers !== null) differences.push({ danger: "changes-emergency-headers", what: `${headers} at ${is.name}` });
  if (was.timeoutMs !== is.timeoutMs)
    differences.push({
      danger: "changes-route-timing",
      what: `${is.timeoutMs} ms instead of ${was.timeoutMs} ms at ${is.name}`,
    });
  return differences;
}

type Headers = Readonly<Record<string, string>>;

/** Null where they are equal. Names do not depend on case (RFC 3261, 7.3.1). */
export function headerDifference(was: Headers, is: Headers): string | null {
  const [before, now] = [byName(was), byName(is)];
  const parts = [...new Set([...before.keys(), ...now.keys()])].flatMap((name) => {
    const [old, present] = [before.get(name), now.get(name)];
    if (old === present) return [];
    return [
      present === undefined ? `without ${old}` : old === undefined ? `with ${present}` : `${present} instead of ${old}`,
    ];
  });
  return parts.length === 0 ? null : parts.join(", ");
}

const byName = (headers: Headers): ReadonlyMap<string, string> =>
  new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), `${name}: ${value}`]));
