import { isIPv4, isIPv6 } from "node:net";
import * as z from "zod";
import { headerNameSchema, headerValueSchema, nameSchema } from "./names.ts";

const label = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
const hostName = new RegExp(`^(?:${label}\\.)*[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$`);

/** host and port of RFC 3261, 25.1: a name whose last label begins with a letter, or an address; IPv6 in brackets. */
function isHost(text: string): boolean {
  const [, host = "", port = "1"] = /^(\[[^\]]*\]|[^:]*)(?::([0-9]{1,5}))?$/.exec(text) ?? [];
  if (Number(port) < 1 || Number(port) > 65_535) return false;
  return host.startsWith("[") ? isIPv6(host.slice(1, -1)) : isIPv4(host) || hostName.test(host);
}

export const routeSchema = z.strictObject({
  name: nameSchema,
  host: z.string().max(255).refine(isHost, "must be a host name or address, with a port or without"),
  scheme: z.enum(["sip", "sips"]).default("sip"),
  userPhone: z.boolean().default(true),
  timeoutMs: z.int().min(100).max(60_000).default(4000),
  headers: z.record(headerNameSchema, headerValueSchema).default({}),
  /**
   * Neighbours in the list with the same order share the load. Routes of older releases have neither this nor a weight and must
   * stay so, because it would change the hash of their version.
   */
  order: z.int().min(1).max(1_000).exactOptional(),
  /** The share of a route among those of its order; 1 if it says none. With 0 it only follows the others. */
  weight: z.int().min(0).max(1_000).exactOptional(),
});

/** A way out of the network to a PSAP. */
export type Route = z.infer<typeof routeSchema>;

export const routeSetSchema = z.strictObject({
  name: nameSchema,
  routes: z.array(routeSchema).min(1).max(10),
  /** Final SIP status codes of a route after which the next is tried. */
  retryOn: z.array(z.int().min(300).max(699)).max(20).default([408, 503, 504]),
});

/** Routes in the order in which they are tried, but for those that share the load: `inTurn`. */
export type RouteSet = z.infer<typeof routeSetSchema>;
