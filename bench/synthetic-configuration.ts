import { callingCodeByTerritory } from "../shared/catalogue/calling-codes.ts";
import { type ConfigDocument, documentSchema } from "../shared/config/document.ts";
import type { CallBody } from "./traffic.ts";

const territories = ["GB", "FR", "DE", "IT", "ES", "NL", "SE", "CH", "IE", "AU", "JP", "IN", "BR", "ZA", "US", "CA"];
const tenants = ["*", ...Array.from({ length: 24 }, (_, i) => `tenant-${i}`)];

/** The conversion of a synthetic configuration that looks the call's location up in this table. */
export const lookupTable = "sites";

/** A valid configuration with this many numbers, each a short code of its own, spread over tenants and territories. */
export function syntheticConfiguration(size: number): ConfigDocument {
  const rest = documentSchema.parse({
    tenants: tenants.slice(1).map((name) => ({ name })),
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
  return { ...rest, numbers: Array.from({ length: size }, (_, i) => numberItem(i)) };
}

const numberItem = (i: number): ConfigDocument["numbers"][number] => ({
  tenant: at(tenants, i),
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
export const callToNumber = (i: number, site: number): SiteCall => ({
  callId: `call-${i}`,
  ingress: "default",
  tenant: at(tenants, i),
  calledParty: `+${callingCodeOf(at(territories, i))}${shortCode(i)}`,
  callingParty: "anonymous",
  territory: at(territories, i),
  locationKey: siteKey(site),
  receivedAt: "2026-11-22T12:35:01.123Z",
  attributes: {},
});

/** Six digits at any size, so that size is all that differs. */
const shortCode = (i: number): string => String(100_000 + i * 8);

export const siteKey = (i: number): string => `site-${i}`;

const callingCodeOf = (territory: string): string => callingCodeByTerritory.get(territory) ?? "";

const at = (list: readonly string[], i: number): string => list[i % list.length] ?? "";
