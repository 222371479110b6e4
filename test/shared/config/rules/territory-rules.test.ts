import { describe, expect, it } from "vitest";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { validateDocument } from "../../../../shared/config/rules/validate-document.ts";
import { findsFaults, findsWarnings, nowMs, number } from "../../../support/config/judge-document.ts";
import { smallTables, smallWith } from "../../../support/config/small-document.ts";

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

  findsWarnings([
    [
      "gets a warning where it has only the catalogue's numbers",
      (d) => ({ numbers: d.numbers.filter(({ territory }) => territory !== "FR") }),
      ["territories[1]: FR has no emergency number of its own, only those of the catalogue"],
    ],
    [
      "gets one warning for its numbers that only the catalogue knows, without those that were superseded",
      (d) => ({
        territories: [...d.territories, { code: "GI", callingCode: "350", routeSet: "emergency" }],
        numbers: [...d.numbers, number({ territory: "GI", shortCode: "110" })],
      }),
      ["territories[2]: GI: 999 is known to the catalogue alone"],
    ],
    [
      "gets one warning of each kind where numbers have only the contingency route, and nobody listed them",
      (d) => ({
        territories: [...d.territories, { code: "BR", callingCode: "55" }],
        numbers: [
          ...d.numbers,
          ...["190", "192", "193"].map((shortCode) => number({ territory: "BR", shortCode, routeSet: "fire" })),
        ],
      }),
      [
        "territories[2]: BR: 112, 128, 185, 191 and 911 are known to the catalogue alone",
        "territories[2].routeSet: BR: 112, 128, 185, 191 and 911 have only the contingency route",
      ],
    ],
    [
      "gets a warning where its number has no route at all",
      (d) => ({
        territories: d.territories.map((t) => (t.code === "GB" ? { ...t, routeSet: null } : t)),
        numbers: d.numbers.map((n) => (n.shortCode === "112" ? { ...n, tenant: "*", routeSet: "fire" } : n)),
        defaults: { ...d.defaults, contingencyRouteSet: null },
      }),
      [
        "territories[1]: FR: 15, 17, 191 and 196 are known to the catalogue alone",
        "territories[0].routeSet: GB: 999 has no route, for there is no contingency route either",
      ],
    ],
  ]);

  it("gets a warning for its routes and its unlisted numbers only where the change touches it", async () => {
    const unrouted = smallWith((d) => ({ territories: d.territories.map((t) => ({ ...t, routeSet: null })) }));
    const { warnings } = await validateDocument(
      { document: unrouted, snapshot: await compileSnapshot(unrouted, smallTables) },
      nowMs,
      { isKept: () => false, itemBefore: () => null, isTouched: (territory) => territory === "FR" },
    );
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^FR: 15, 17, .* are known to the catalogue alone$/),
      expect.stringMatching(/^FR: 112, .* have only the contingency route$/),
    ]);
  });
});
