import { catalogue } from "../../catalogue/catalogue.ts";
import { certainSpellings } from "../../recognition/spellings.ts";
import { type ConfigDocument, documentSchema, usualUniversalNumbers } from "../document.ts";

const route = (name: string, host: string) => ({ name, host, headers: { Priority: "emergency" } });

/**
 * A first configuration: every primary number of the catalogue, for every customer, converted to its short code and sent to
 * example hosts that the operator replaces. The operator must review it before it carries calls. Superseded numbers are left to
 * the catalogue, which flags them.
 */
export function starterConfiguration(): ConfigDocument {
  const primary = catalogue.filter((entry) => entry.tier === "primary" && entry.supersededOn === null);
  const territories = new Map(primary.map((entry) => [entry.territory, entry.callingCode]));
  return documentSchema.parse({
    ingresses: [
      { name: "default", spellings: [...certainSpellings] },
      {
        name: "zoom",
        spellings: ["plus-country-short-code", "tel", "sip", "service-urn"],
        platformRoutedTerritories: ["US", "CA"],
      },
      {
        name: "teams",
        spellings: ["short-code", "plus-country-short-code", "legacy-plus-short-code", "tel", "sip", "service-urn"],
      },
    ],
    territories: [...territories].map(([code, callingCode]) => ({
      code,
      callingCode,
      routeSet: "emergency",
      conversion: "short-code",
    })),
    numbers: primary.map(({ territory, shortCode, class: callClass, services }) => ({
      territory,
      shortCode,
      class: callClass,
      services,
      source: "built-in catalogue",
      note: "to be reviewed by the operator",
      routeSet: callClass === "test" ? "test-calls" : null,
    })),
    conversions: [
      { name: "short-code", steps: [{ do: "strip-calling-code" }], examples: [{ in: "+44999", out: "999" }] },
    ],
    routeSets: [
      {
        name: "emergency",
        routes: [
          route("emergency-a", "emergency-a.operator.example"),
          route("emergency-b", "emergency-b.operator.example"),
        ],
      },
      { name: "test-calls", routes: [{ name: "test-calls", host: "test-calls.operator.example" }] },
      { name: "contingency", routes: [route("contingency", "contingency.operator.example")] },
    ],
    defaults: {
      contingencyRouteSet: "contingency",
      unprovisioned: "emergency",
      conversion: "short-code",
      universalNumbers: usualUniversalNumbers,
    },
  });
}
