import { z } from "zod";
import { headerNameSchema, headerValueSchema, nameSchema } from "./names.ts";

const hostPattern =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?$/;

export const routeSchema = z.strictObject({
  name: nameSchema,
  host: z.string().max(255).regex(hostPattern, "must be a host name or address, with a port or without"),
  scheme: z.enum(["sip", "sips"]).default("sip"),
  userPhone: z.boolean().default(true),
  timeoutMs: z.int().min(100).max(60_000).default(4000),
  headers: z.record(headerNameSchema, headerValueSchema).default({}),
});

/** One way out of the network towards a PSAP. */
export type Route = z.infer<typeof routeSchema>;

export const routeSetSchema = z.strictObject({
  name: nameSchema,
  routes: z.array(routeSchema).min(1).max(10),
  /** Answers of one route on which the next is tried. */
  retryOn: z.array(z.int().min(300).max(699)).max(20).default([408, 503, 504]),
});

/** Routes in the order to be tried. */
export type RouteSet = z.infer<typeof routeSetSchema>;
