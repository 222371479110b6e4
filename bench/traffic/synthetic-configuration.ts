import { callingCodeByTerritory } from "../../shared/catalogue/calling-codes.ts";
import { type ConfigDocument, documentSchema } from "../../shared/config/document.ts";
import type { CallBody } from "./calls.ts";

const territories = ["GB", "FR", "DE", "IT", "ES", "NL", "SE", "CH", "IE", "AU", "JP", "IN", "BR", "ZA", "US", "CA"];
/** The number of tenants, unless a benchmark says otherwise. */
export const usualTenants = 24;
/** One number in so many is for all tenants, however many tenants there are. */
const numbersPerShared = 25;

/** The table in which the conversion of a synthetic configuration looks the call's location up. */
export const lookupTable = "sites";

/** A valid configuration with this many numbers, each a different short code, spread over tenants and territories. */
export function syntheticConfiguration(size: number, tenants = usualTenants): ConfigDocument {
  const rest = documentSchema.parse({
    tenants: Array.from({ length: tenants }, (_, i) => ({ name: tenantName(i) })),
    territories: territories.map((code) => ({ code, callingCode: callingCodeOf(code), routeSet: "emergency" })),
    conversions: [
      {
        name: "by-site",
        steps: [{ do: "lookup", table: lookupTable, key: "locationKey", otherwise: "112" }],
        examples: [{ in: "112", out: "112" }],
      },
    ],
    routeSets: [{ name: "emergency", routes: [{ name: "a", host: "a.operator.example" }] }],
    defaults: { conversion: "by-site" },
  });
  return { ...rest, numbers: Array.from({ length: size }, (_, i) => numberItem(i, tenants)) };
}

const numberItem = (i: number, tenants: number): ConfigDocument["numbers"][number] => ({
  tenant: isShared(i) ? "*" : ownerOf(i, tenants),
  territory: at(territories, i),
  shortCode: shortCode(i),
  class: "emergency",
  services: [],
  conversion: null,
  routeSet: null,
  validFrom: null,
  validUntil: null,
  source: "",
  verifiedOn: null,
  note: "",
});

type SiteCall = CallBody & { readonly territory: string; readonly locationKey: string };

/** A call to the configured number `i`, by a tenant who has it, from the site `site`. */
export const callToNumber = (i: number, site: number, tenants = usualTenants): SiteCall => ({
  callId: `call-${i}`,
  ingress: "default",
  tenant: ownerOf(i, tenants),
  calledParty: `+${callingCodeOf(at(territories, i))}${shortCode(i)}`,
  callingParty: "anonymous",
  territory: at(territories, i),
  locationKey: siteKey(site),
  receivedAt: "2026-11-22T12:35:01.123Z",
  attributes: {},
});

const isShared = (i: number): boolean => i % numbersPerShared === 0;

/** The tenant of a number, dealt out evenly; for a number that is for all tenants, one of them. */
const ownerOf = (i: number, tenants: number): string => tenantName((i - Math.ceil(i / numbersPerShared)) % tenants);

export const tenantName = (i: number): string => `tenant-${i}`;

/** Seven digits up to a million numbers, so that configurations differ in size alone. */
const shortCode = (i: number): string => String(1_000_000 + i * 8);

export const siteKey = (i: number): string => `site-${i}`;

const callingCodeOf = (territory: string): string => callingCodeByTerritory.get(territory) ?? "";

const at = (list: readonly string[], i: number): string => list[i % list.length] ?? "";
