import { type Service, services } from "../catalogue/catalogue-entry.ts";
import type { CallClass } from "./classes.ts";

/** The general emergency service (RFC 5031, 4.2). */
export const generalServiceUrn = "urn:service:sos";

/** A service requested by its URN. `service` is null for help in general, and for services that no list distinguishes. */
export type RequestedService = { readonly class: CallClass; readonly urn: string; readonly service: Service | null };

const sosUrn = /^urn:service:(sos|test\.sos)((?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)$/;
/** Far longer than any registered service. A longer URN is help in general. */
const longestUrn = 128;

/** Reads `urn:service:sos`, its sub-services, and `urn:service:test.sos` (RFC 6881, 17); null for any other URN. */
export function readServiceUrn(text: string): RequestedService | null {
  const match = sosUrn.exec(text);
  if (match === null) return null;
  const [urn, kind, sub = ""] = match;
  const label = sub.split(".")[1];
  return {
    class: kind === "sos" ? "emergency" : "test",
    urn: urn.length > longestUrn ? `urn:service:${kind}` : urn,
    service: services.find((service) => service === label) ?? null,
  };
}

/** The URN for the services of a number: that of its only service, else the general one. Null for other calls. */
export function serviceUrnFor(callClass: CallClass, provided: readonly Service[]): string | null {
  if (callClass === "special" || callClass === "ordinary") return null;
  if (callClass === "test") return "urn:service:test.sos";
  const [only, ...others] = provided;
  return only === undefined || others.length > 0 ? generalServiceUrn : `${generalServiceUrn}.${only}`;
}
