import { describe, expect, it } from "vitest";
import { starterConfiguration } from "../../../shared/config/change/starter-configuration.ts";
import { documentSchema, emptyDocument } from "../../../shared/config/document.ts";

/** Where the faults of a document are. */
function faultsOf(document: unknown): readonly string[] {
  const read = documentSchema.safeParse(document);
  return read.success ? [] : read.error.issues.map(({ path }) => path.join("."));
}

const number = { territory: "GB", shortCode: "999", class: "emergency" };
const route = { name: "a", host: "a.example" };
const hold = { name: "case-17", reason: "Court order 17" };

describe("a configuration document", () => {
  it("may be empty, and is then filled with defaults", () => {
    expect(emptyDocument).toEqual({
      ingresses: [],
      tenants: [],
      territories: [],
      numbers: [],
      conversions: [],
      routeSets: [],
      lookupTables: [],
      legalHolds: [],
      expectations: [],
      changePolicies: [],
      areas: [],
      locationTables: [],
      locationRules: [],
      diverts: [],
      defaults: {
        contingencyRouteSet: null,
        unprovisioned: "emergency",
        conversion: "as-received",
        universalNumbers: [],
        appendContingency: true,
      },
    });
  });

  it("is the same after it was read again", () => {
    expect(documentSchema.parse(starterConfiguration())).toEqual(starterConfiguration());
  });

  it.each<[string, unknown, string]>([
    ["a field nobody knows", { nummbers: [] }, ""],
    ["a number's unknown field", { numbers: [{ ...number, urgency: 1 }] }, "numbers.0"],
    ["a territory of three letters", { numbers: [{ ...number, territory: "GBR" }] }, "numbers.0.territory"],
    ["a short code that is a number and not text", { numbers: [{ ...number, shortCode: 999 }] }, "numbers.0.shortCode"],
    ["a short code of one digit", { numbers: [{ ...number, shortCode: "9" }] }, "numbers.0.shortCode"],
    ["a short code with a line break", { numbers: [{ ...number, shortCode: "999\n" }] }, "numbers.0.shortCode"],
    ["an unknown class", { numbers: [{ ...number, class: "urgent" }] }, "numbers.0.class"],
    ["an unknown service", { numbers: [{ ...number, services: ["police", "plumber"] }] }, "numbers.0.services.1"],
    [
      "an instant without milliseconds",
      { numbers: [{ ...number, validFrom: "2026-01-01T00:00:00Z" }] },
      "numbers.0.validFrom",
    ],
    [
      "an instant that is none",
      { numbers: [{ ...number, validUntil: "2026-02-30T00:00:00.000Z" }] },
      "numbers.0.validUntil",
    ],
    ["a note that is not well-formed text", { numbers: [{ ...number, note: "a\ud800b" }] }, "numbers.0.note"],
    ["a source that is not well-formed text", { numbers: [{ ...number, source: "\udc00" }] }, "numbers.0.source"],
    ["a tenant that no table key can hold", { tenants: [{ name: "a/b" }] }, "tenants.0.name"],
    ["a tenant named *", { tenants: [{ name: "*" }] }, "tenants.0.name"],
    ["an ingress without spellings", { ingresses: [{ name: "zoom", spellings: [] }] }, "ingresses.0.spellings"],
    ["an unknown spelling", { ingresses: [{ name: "zoom", spellings: ["short"] }] }, "ingresses.0.spellings.0"],
    ["a calling code with +", { territories: [{ code: "GB", callingCode: "+44" }] }, "territories.0.callingCode"],
    [
      "a conversion without an example",
      { conversions: [{ name: "c", steps: [{ do: "strip-calling-code" }], examples: [] }] },
      "conversions.0.examples",
    ],
    [
      "an unknown step",
      { conversions: [{ name: "c", steps: [{ do: "guess" }], examples: [{ in: "1", out: "1" }] }] },
      "conversions.0.steps.0.do",
    ],
    ["a route set without routes", { routeSets: [{ name: "r", routes: [] }] }, "routeSets.0.routes"],
    [
      "a host with a user part",
      { routeSets: [{ name: "r", routes: [{ ...route, host: "x@a.example" }] }] },
      "routeSets.0.routes.0.host",
    ],
    [
      "a header that would end and begin another",
      { routeSets: [{ name: "r", routes: [{ ...route, headers: { A: "1\r\nB: 2" } }] }] },
      "routeSets.0.routes.0.headers.A",
    ],
    [
      "a table version that no integer column holds",
      { lookupTables: [{ name: "t", keys: "territory", version: 2 ** 31 }] },
      "lookupTables.0.version",
    ],
    ["a hold without a reason", { legalHolds: [{ name: "h", reason: "" }] }, "legalHolds.0.reason"],
    ["a hold of a call with a line break", { legalHolds: [{ ...hold, callId: "a\nb" }] }, "legalHolds.0.callId"],
    [
      "a hold that ends before it begins",
      { legalHolds: [{ ...hold, from: "2026-01-02T00:00:00.000Z", to: "2026-01-02T00:00:00.000Z" }] },
      "legalHolds.0.to",
    ],
    ["an unknown default", { defaults: { unprovisioned: "special" } }, "defaults.unprovisioned"],
  ])("refuses %s", (_, document, path) => {
    expect(faultsOf(document)).toEqual([path]);
  });

  it.each(["uk", "UK", "gb"])("may name a territory as people do (%s), and has its ISO 3166-1 code", (name) => {
    const read = documentSchema.parse({
      ingresses: [
        { name: "zoom", spellings: ["tel"], defaultTerritory: name, platformRoutedTerritories: [name, "el", "US"] },
      ],
      tenants: [{ name: "contoso", defaultTerritory: name }],
      territories: [{ code: name, callingCode: "44" }],
      numbers: [{ territory: name, shortCode: "999", class: "emergency" }],
    });
    expect(read).toMatchObject({
      ingresses: [{ defaultTerritory: "GB", platformRoutedTerritories: ["GB", "GR", "US"] }],
      tenants: [{ defaultTerritory: "GB" }],
      territories: [{ code: "GB" }],
      numbers: [{ territory: "GB" }],
    });
  });

  it("names every fault at once", () => {
    const document = {
      ingresses: [{ name: "", spellings: ["short-code"] }],
      numbers: [{ ...number, territory: "GBR", class: "urgent" }, number, { territory: "FR" }],
      routeSets: [{ name: "r", routes: [{ name: "a" }] }],
      defaults: { conversion: 1 },
    };
    expect(faultsOf(document).toSorted()).toEqual([
      "defaults.conversion",
      "ingresses.0.name",
      "numbers.0.class",
      "numbers.0.territory",
      "numbers.2.class",
      "numbers.2.shortCode",
      "routeSets.0.routes.0.host",
    ]);
  });
});
