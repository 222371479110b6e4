import { describe } from "vitest";
import { findsFaults, number } from "../change/judge-document.ts";

describe("a territory", () => {
  findsFaults([
    [
      "must exist",
      (d) => ({ territories: [...d.territories, { code: "QZ", callingCode: "44" }] }),
      ["territories[2].code: no territory has the code QZ"],
    ],
    [
      "must have its own calling code",
      (d) => ({ territories: [...d.territories, { code: "IE", callingCode: "44" }] }),
      ["territories[2].callingCode: the calling code of IE is 353"],
    ],
    [
      "must exist where callers are said to be, configured or not",
      (d) => ({
        tenants: [...d.tenants, { name: "a", defaultTerritory: "QQ" }, { name: "b", defaultTerritory: "IE" }],
        ingresses: [
          ...d.ingresses,
          { name: "z", spellings: ["tel"], defaultTerritory: "ZZ", platformRoutedTerritories: ["CA", "XX"] },
        ],
      }),
      [
        "tenants[1].defaultTerritory: no territory has the code QQ",
        "ingresses[1].defaultTerritory: no territory has the code ZZ",
        "ingresses[1].platformRoutedTerritories[1]: no territory has the code XX",
      ],
    ],
    [
      "must have an emergency number",
      (d) => ({
        numbers: d.numbers.filter(({ territory }) => territory !== "FR"),
        defaults: { ...d.defaults, unprovisioned: "ordinary" },
      }),
      ["territories[1]: FR has no emergency number at all"],
    ],
    [
      "has none when all of the catalogue's are configured as something else, and its own have ended",
      (d) => ({
        territories: [...d.territories, { code: "AX", callingCode: "358" }],
        numbers: [
          ...d.numbers,
          number({ territory: "AX", shortCode: "112", class: "ordinary" }),
          number({ territory: "AX", shortCode: "110", validUntil: "2026-11-22T12:00:00.000Z" }),
        ],
      }),
      ["territories[2]: AX has no emergency number at all"],
    ],
    [
      "has one when it is to begin later",
      (d) => ({
        territories: [...d.territories, { code: "AX", callingCode: "358" }],
        numbers: [
          ...d.numbers,
          number({ territory: "AX", shortCode: "112", class: "ordinary", validUntil: "2027-01-01T00:00:00.000Z" }),
          number({ territory: "AX", shortCode: "112", validFrom: "2027-01-01T00:00:00.000Z" }),
        ],
      }),
      [],
    ],
  ]);
});
