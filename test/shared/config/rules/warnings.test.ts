import { describe, expect, it } from "vitest";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { validateDocument } from "../../../../shared/config/rules/validate-document.ts";
import { type Case, judge, nowMs, number, plusNumber } from "../change/judge-document.ts";
import { smallDocument, smallTables, smallWith } from "../change/small-document.ts";

describe("a warning", () => {
  it.each<Case>([
    [
      "is given for a help line as an emergency",
      plusNumber({ shortCode: "116123" }),
      ["numbers[4].class: 116123 is a help line in most of Europe"],
    ],
    [
      "is given for 933 as an emergency",
      plusNumber({ shortCode: "933" }),
      ["numbers[4].class: 933 is a test number in North America"],
    ],
    [
      "is not given for 933 where it calls the fire brigade",
      (d) => ({
        territories: [...d.territories, { code: "SZ", callingCode: "268", routeSet: "fire" }],
        numbers: [...d.numbers, number({ territory: "SZ", shortCode: "933" })],
      }),
      [],
    ],
    [
      "is given for a territory that has only the catalogue's numbers",
      (d) => ({ numbers: d.numbers.filter(({ territory }) => territory !== "FR") }),
      ["territories[1]: FR has no emergency number of its own, only those of the catalogue"],
    ],
    [
      "is given for names that are easily taken for each other",
      (d) => ({
        tenants: [...d.tenants, { name: "Contoso" }, { name: "fabrikam" }],
        ingresses: [...d.ingresses, { name: "Default", spellings: ["tel"] }],
        legalHolds: [{ name: "case-7", reason: "court", tenant: "Fabrikam" }],
      }),
      [
        "tenants[1].name: Contoso differs from contoso in no more than upper and lower case, spaces or Unicode forms",
        "ingresses[1].name: Default differs from default in no more than upper and lower case, spaces or Unicode forms",
        "legalHolds[0].tenant: Fabrikam differs from fabrikam in no more than upper and lower case, spaces or Unicode forms",
      ],
    ],
    [
      "is given for a territory whose numbers have only the contingency route, once",
      (d) => ({
        territories: [...d.territories, { code: "BR", callingCode: "55" }],
        numbers: [
          ...d.numbers,
          ...["190", "192", "193"].map((shortCode) => number({ territory: "BR", shortCode, routeSet: "fire" })),
        ],
      }),
      ["territories[2].routeSet: BR: 112, 128, 185, 191 and 911 have only the contingency route"],
    ],
    [
      "is given for a territory whose number has no route at all",
      (d) => ({
        territories: d.territories.map((t) => (t.code === "GB" ? { ...t, routeSet: null } : t)),
        numbers: d.numbers.map((n) => (n.shortCode === "112" ? { ...n, tenant: "*", routeSet: "fire" } : n)),
        defaults: { ...d.defaults, contingencyRouteSet: null },
      }),
      ["territories[0].routeSet: GB: 999 has no route, for there is no contingency route either"],
    ],
  ])("%s", async (_, change, warnings) => {
    expect(await judge(smallWith(change))).toEqual({ faults: [], warnings });
  });

  it("is given for keys of a lookup table that are easily taken for each other, or are no territories", async () => {
    const rows = (keys: readonly string[]) =>
      new Map([["fr-communes", new Map([["75056", "1"], ...keys.map((key) => [key, "2"] as const)])]]);
    expect((await judge(smallDocument, rows(["2A004", "2a004", "2B033"]))).warnings).toEqual([
      "lookupTables[0].version: in fr-communes 2a004 differs from 2A004 in no more than upper and lower case, spaces or Unicode forms",
    ]);
  });

  it("is given for keys by territory that are no territories", async () => {
    const byTerritory = smallWith((d) => ({
      lookupTables: [{ name: "fr-communes", keys: "territory", version: 7 }],
      conversions: d.conversions.slice(0, 1),
      territories: d.territories.map((t) => ({ ...t, conversion: null })),
    }));
    const rows = new Map([["fr-communes", new Map([["fr", "1"]])]]);
    expect((await judge(byTerritory, rows)).warnings).toEqual([
      "lookupTables[0].version: in fr-communes fr is no territory: did you mean FR?",
    ]);
  });

  it("is given for a territory's routes only where the territory is new or changed", async () => {
    const unrouted = smallWith((d) => ({ territories: d.territories.map((t) => ({ ...t, routeSet: null })) }));
    const itemBefore = (kind: string, key: string) =>
      kind === "territory" && key === "GB" ? structuredClone(unrouted.territories[0] ?? null) : null;
    const { warnings } = await validateDocument(
      { document: unrouted, snapshot: compileSnapshot(unrouted, smallTables) },
      nowMs,
      { isKept: () => false, itemBefore },
    );
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^FR: 112, .* have only the contingency route$/),
    ]);
  });
});
