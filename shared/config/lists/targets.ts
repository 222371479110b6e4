import type { DecidedRoute } from "../../routing/decision.ts";
import type { EmergencyList } from "./emergency-list.ts";

type Target = Pick<DecidedRoute, "requestUri" | "headers">;

/**
 * The two best Request-URIs of an entry in one value: `first|second`. Where a Request-URI names no host, such as a `tel:` URI, the
 * next hops follow: `first|second|hop of first|hop of second`.
 */
export function writeTargets({ routes }: { readonly routes: readonly Target[] }): string {
  const [first, second] = routes;
  return joinTargets([first?.requestUri ?? "", second?.requestUri ?? "", nextHop(first), nextHop(second)]);
}

/** The parts of a value. No Request-URI has a bar (RFC 3261, 25.1). */
export const joinTargets = (parts: readonly string[]): string =>
  parts.slice(0, parts.findLastIndex((part) => part !== "") + 1).join("|");

/** The next hop of a route whose Request-URI names none, as a SIP URI; empty for any other. */
export const nextHop = (route: Target | undefined): string => /^<(.*);lr>$/.exec(route?.headers.Route ?? "")?.[1] ?? "";

/** Which version a list is of, in one line: `version=42 hash=sha256:... createdAt=2026-11-28T12:00:00.000Z count=7`. */
export const writeOrigin = ({ version, hash, createdAt, entries }: EmergencyList): string =>
  `version=${version} hash=${hash} createdAt=${createdAt} count=${entries.length}`;
