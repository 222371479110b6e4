import { type Service, services } from "../catalogue/catalogue-entry.ts";
import type { CallClass } from "./classes.ts";

/** The general emergency service (RFC 5031, 4.2). */
export const generalServiceUrn = "urn:service:sos";

/**
 * A national emergency number without a service of its own, as a handset names it (3GPP TS 24.229, 5.1.6.8.1). `shortCode` may be
 * empty, or no number.
 */
export type CountryNumber = { readonly country: string; readonly shortCode: string };

/**
 * A service requested by its URN. `service` is null for help in general, and for services that no list distinguishes.
 * `isExact` is false for what is only nearly such a URN, and is read by the part that is clear.
 */
export type RequestedService = {
  readonly class: CallClass;
  readonly urn: string;
  readonly service: Service | null;
  readonly countryNumber: CountryNumber | null;
  readonly isExact: boolean;
};

const sosUrn = /^urn:service:(sos|test\.sos)((?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*)$/;
/** Far longer than any registered service. A longer URN is help in general. */
const longestUrn = 128;

/**
 * Reads `urn:service:sos`, its sub-services, and `urn:service:test.sos` (RFC 6881, 17), also when one of them is misspelt or
 * incomplete; null for any other URN.
 */
export function readServiceUrn(text: string): RequestedService | null {
  const match = sosUrn.exec(text);
  if (match === null) return readNearUrn(text);
  const [urn, kind, sub = ""] = match;
  const labels = sub.split(".").slice(1);
  return {
    class: kind === "sos" ? "emergency" : "test",
    urn: urn.length > longestUrn ? `urn:service:${kind}` : urn,
    service: serviceNamed(labels[0]),
    countryNumber: readCountryNumber(labels),
    isExact: true,
  };
}

/** "sos" with another word behind it, as in "sos-fire" and "sosfire". */
const joinedSos = new RegExp(`\\bsos(?:-|(?=(?:${services.join("|")})\\b))`);

/** Reads `urn:services:sos`, `urn:service.sos.fire`, `sos.police` or `urn:service:fire` by the word "sos" or the service. */
function readNearUrn(text: string): RequestedService | null {
  const words = text
    .slice(0, longestUrn)
    .replace(joinedSos, "sos.")
    .split(/[:._]+/);
  const sos = words.indexOf("sos");
  const behind = sos < 0 ? wordsBehindService(words) : words.slice(sos + 1);
  const service = behind.map(serviceNamed).find((named) => named !== null) ?? null;
  if (sos < 0 && service === null) return null;
  const kind = words.slice(0, sos + 1).includes("test") ? "test.sos" : "sos";
  return {
    class: kind === "sos" ? "emergency" : "test",
    urn: `urn:service:${kind}${service === null ? "" : `.${service}`}`,
    service,
    countryNumber: readCountryNumber(behind),
    isExact: false,
  };
}

/** The one word behind "urn:service:", where "sos" is missing. */
function wordsBehindService([first, second, ...behind]: readonly string[]): readonly string[] {
  return first === "urn" && /^services?$/.test(second ?? "") && behind.length === 1 ? behind : [];
}

const serviceNamed = (label: string | undefined): Service | null =>
  services.find((service) => service === label) ?? null;

function readCountryNumber([label, country = "", shortCode = ""]: readonly string[]): CountryNumber | null {
  return label === "country-specific" && /^[a-z]{2}$/.test(country) ? { country, shortCode } : null;
}

/** The URN for the services of a number: that of its only service, else the general one. Null for other calls. */
export function serviceUrnFor(callClass: CallClass, provided: readonly Service[]): string | null {
  if (callClass === "special" || callClass === "ordinary") return null;
  if (callClass === "test") return "urn:service:test.sos";
  const [only] = provided;
  return only === undefined || provided.length > 1 ? generalServiceUrn : `${generalServiceUrn}.${only}`;
}
