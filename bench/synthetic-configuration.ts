import { callingCodeByTerritory } from "../shared/catalogue/calling-codes.ts";
import { type ConfigDocument, documentSchema } from "../shared/config/document.ts";
import type { CallBody } from "./traffic.ts";

const territories = ["GB", "FR", "DE", "IT", "ES", "NL", "SE", "CH", "IE", "AU", "JP", "IN", "BR", "ZA", "US", "CA"];
/** How many customers have numbers of their own, unless a benchmark says otherwise. */
const usualTenants = 24;

/** The conversion of a synthetic configuration that looks the call's location up in this table. */
export const lookupTable = "sites";

/** A valid configuration with this many numbers, each a short code of its own, spread over tenants, all of them, and territories. */
export function syntheticConfiguration(size: number, tenants = usualTenants): ConfigDocument {
  const rest = documentSchema.parse({
    tenants: Array.from({ length: tenants }, (_, i) => ({ name: `tenant-${i}` })),
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
  tenant: tenantOf(i, tenants),
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

/** A call to the configured number `i` from the site `site`. */
export const callToNumber = (i: number, site: number, tenants = usualTenants): SiteCall => ({
  callId: `call-${i}`,
  ingress: "default",
  tenant: tenantOf(i, tenants),
  calledParty: `+${callingCodeOf(at(territories, i))}${shortCode(i)}`,
  callingParty: "anonymous",
  territory: at(territories, i),
  locationKey: siteKey(site),
  receivedAt: "2026-11-22T12:35:01.123Z",
  attributes: {},
});

/** One number of each round is for everybody. */
const tenantOf = (i: number, tenants: number): string =>
  i % (tenants + 1) === 0 ? "*" : `tenant-${(i % (tenants + 1)) - 1}`;

/** Seven digits up to a million numbers, so that size is all that differs. */
const shortCode = (i: number): string => String(1_000_000 + i * 8);

export const siteKey = (i: number): string => `site-${i}`;

const callingCodeOf = (territory: string): string => callingCodeByTerritory.get(territory) ?? "";

const at = (list: readonly string[], i: number): string => list[i % list.length] ?? "";
