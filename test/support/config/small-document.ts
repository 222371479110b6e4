import { type ConfigDocument, documentSchema } from "../../../shared/config/document.ts";

const route = (name: string) => ({ name, host: `${name}.operator.example` });

/** A document in which nothing is wrong, with a little of everything. */
export const smallDocument: ConfigDocument = documentSchema.parse({
  ingresses: [
    {
      name: "teams",
      spellings: ["short-code", "tel"],
      masks: [{ dialled: "9999", shortCode: "999" }],
      defaultTerritory: "GB",
      platformRoutedTerritories: ["US"],
    },
  ],
  tenants: [{ name: "contoso", defaultTerritory: "GB" }],
  territories: [
    { code: "GB", callingCode: "44", routeSet: "emergency", conversion: "short-code" },
    { code: "FR", callingCode: "33", routeSet: "emergency", conversion: "by-commune" },
  ],
  numbers: [
    { territory: "GB", shortCode: "999", class: "emergency" },
    { territory: "GB", shortCode: "112", class: "emergency", tenant: "contoso", conversion: "as-received" },
    { territory: "FR", shortCode: "18", class: "emergency", services: ["fire"], routeSet: "fire" },
    { territory: "FR", shortCode: "112", class: "emergency" },
  ],
  conversions: [
    { name: "short-code", steps: [{ do: "strip-calling-code" }], examples: [{ in: "+44999", out: "999" }] },
    {
      name: "by-commune",
      steps: [{ do: "lookup", table: "fr-communes", key: "locationKey" }],
      examples: [{ in: "+3318", locationKey: "75056", out: "0155667788" }],
    },
  ],
  routeSets: [
    { name: "emergency", routes: [route("emergency-a"), route("emergency-b")] },
    { name: "fire", routes: [route("fire")] },
    { name: "contingency", routes: [route("contingency")] },
  ],
  lookupTables: [{ name: "fr-communes", keys: "locationKey", version: 7 }],
  defaults: { contingencyRouteSet: "contingency", unprovisioned: "emergency", conversion: "short-code" },
});

export const smallTables = new Map([["fr-communes", new Map([["75056", "0155667788"]])]]);

/** The small document with lists replaced or, where a function is given, changed. */
export const smallWith = (change: (document: ConfigDocument) => Record<string, unknown>): ConfigDocument =>
  documentSchema.parse({ ...smallDocument, ...change(smallDocument) });
