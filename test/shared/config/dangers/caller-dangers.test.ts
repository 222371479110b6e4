import { describe, expect, it } from "vitest";
import { base, changed, dangersOf, finds, first } from "../../../support/config/dangers-of.ts";
import { smallDocument } from "../../../support/config/small-document.ts";

describe("an ingress", () => {
  const teams = smallDocument.ingresses[0];
  finds([
    [
      "that understands less than it did is dangerous",
      first("ingresses", { spellings: ["short-code", "service-urn"] }),
      [["narrows-spellings", "tel at teams"]],
    ],
    ["that understands more is not", first("ingresses", { spellings: ["short-code", "tel", "sip"] }), []],
    [
      "whose mask is gone or stands for something else is dangerous",
      first("ingresses", { masks: [{ dialled: "9999", shortCode: "112" }] }),
      [["removes-mask", "9999 for 999 at teams"]],
    ],
    [
      "that is gone is dangerous, and takes its masks along",
      () => ({ ingresses: [] }),
      [
        ["removes-mask", "9999 for 999 at teams"],
        ["removes-ingress", "teams"],
      ],
    ],
    [
      "that is renamed is dangerous",
      first("ingresses", { name: "teams-eu" }),
      [
        ["removes-mask", "9999 for 999 at teams"],
        ["removes-ingress", "teams"],
      ],
    ],
    [
      "that is gone is dangerous where the one for all understands less",
      () => ({ ingresses: [{ ...teams, name: "default", spellings: ["short-code"] }] }),
      [
        [
          "narrows-spellings",
          "tel at teams",
          "plus-country-short-code at default",
          "legacy-plus-short-code at default",
          "international-prefix at default",
          "tel at default",
          "sip at default",
          "service-urn at default",
        ],
        ["moves-callers", "ingress default from nowhere to GB"],
        ["changes-platform-routing", "US at default: the platform's now"],
        ["removes-ingress", "teams"],
      ],
    ],
    [
      "that is new is not dangerous",
      (d) => ({ ingresses: [...d.ingresses, { name: "zoom", spellings: ["tel"] }] }),
      [],
    ],
    [
      "that places its callers where they lack an emergency number is dangerous",
      first("ingresses", { defaultTerritory: "FR" }),
      [["moves-callers", "ingress teams from GB to FR"]],
    ],
    [
      "that no longer places its callers is dangerous",
      first("ingresses", { defaultTerritory: null }),
      [["moves-callers", "ingress teams from GB to nowhere"]],
    ],
    [
      "whose emergencies become the operator's is dangerous",
      first("ingresses", { platformRoutedTerritories: ["CA"] }),
      [["changes-platform-routing", "US at teams: not the platform's any more", "CA at teams: the platform's now"]],
    ],
    [
      "whose word about the territory is not taken any more is dangerous",
      first("ingresses", { trustTerritory: false }),
      [["changes-territory-trust", "teams: not believed any more"]],
    ],
  ]);

  it("that knows a prefix less is dangerous where it understands prefixes", async () => {
    const before = changed(base, first("ingresses", { spellings: ["international-prefix"] }));
    const change = first("ingresses", { internationalPrefixes: ["00", "09"] });
    expect(await dangersOf(change, before)).toEqual([["narrows-spellings", "the prefix 011 at teams"]]);
    expect(await dangersOf(change)).toEqual([]);
  });
});

describe("a customer", () => {
  finds([
    [
      "who is placed where callers lack an emergency number is in danger",
      first("tenants", { defaultTerritory: "FR" }),
      [["moves-callers", "tenant contoso from GB to FR"]],
    ],
    [
      "who is placed elsewhere is in danger though callers there have the same numbers",
      first("tenants", { defaultTerritory: "GG" }),
      [["moves-callers", "tenant contoso from GB to GG"]],
    ],
    [
      "who is gone, or has another name, is in danger",
      (d) => ({
        tenants: [{ name: "Contoso", defaultTerritory: "GB" }],
        numbers: d.numbers.map((n) => ({ ...n, tenant: n.tenant === "contoso" ? "Contoso" : n.tenant })),
      }),
      [
        ["removes-emergency-number", "112 in GB for contoso"],
        ["removes-tenant", "contoso"],
      ],
    ],
    ["who is new is not", (d) => ({ tenants: [...d.tenants, { name: "fabrikam", defaultTerritory: "FR" }] }), []],
  ]);
});
