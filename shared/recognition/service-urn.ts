import type { Service } from "../catalogue/catalogue-entry.ts";
import type { CallClass } from "./classes.ts";

/** The general emergency service (RFC 5031, 4.2). */
export const generalServiceUrn = "urn:service:sos";

/** A service asked for by its name. `service` is null for help in general or for one that no list tells apart. */
export type RequestedService = { readonly class: CallClass; readonly urn: string; readonly service: Service | null };

const sosUrn = /^urn:service:(sos|test\.sos)((?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)$/;
/** Far longer than any registered service; a longer one is help in general. */
const longestUrn = 128;
const told: readonly Service[] = ["ambulance", "fire", "marine", "mountain", "police"];

/** Reads `urn:service:sos`, its sub-services, and `urn:service:test.sos` (RFC 6881, 17); null for any other URN. */
export function readServiceUrn(text: string): RequestedService | null {
  const match = sosUrn.exec(text);
  if (match === null) return null;
  const [urn, kind, sub = ""] = match;
  const label = sub.split(".")[1];
  return {
    class: kind === "sos" ? "emergency" : "test",
    urn: urn.length > longestUrn ? `urn:service:${kind}` : urn,
    service: told.find((service) => service === label) ?? null,
  };
}

/** The URN that a number's services stand for: the one service's own, else the general one where unknown or mixed. */
export function serviceUrnFor(callClass: CallClass, services: readonly Service[]): string | null {
  if (callClass === "special" || callClass === "ordinary") return null;
  if (callClass === "test") return "urn:service:test.sos";
  const [only, ...others] = services;
  return only === undefined || others.length > 0 ? generalServiceUrn : `${generalServiceUrn}.${only}`;
}
