import { describe, expect, it } from "vitest";
import { findsFaults, judge } from "../../../support/config/judge-document.ts";
import { smallDocument, smallWith } from "../../../support/config/small-document.ts";

describe("the steps of a conversion", () => {
  findsFaults([
    [
      "look up by what the keys of the table are",
      (d) => ({
        lookupTables: [{ name: "fr-communes", keys: "territory", version: 7 }],
        conversions: [
          ...d.conversions,
          {
            name: "caller",
            steps: [{ do: "set-calling-party", table: "fr-communes" }],
            examples: [{ in: "1", out: "1" }],
          },
        ],
      }),
      [
        "conversions[1].steps[0].key: looks up by locationKey, but the keys of fr-communes are listed as territory",
        "conversions[2].steps[0].table: looks up by callingParty, but the keys of fr-communes are listed as territory",
      ],
    ],
  ]);
});

describe("a lookup table", () => {
  it("that is not stored is refused, and nothing that would follow from it", async () => {
    expect(await judge(smallDocument, new Map())).toEqual({
      faults: ["lookupTables[0].version: version 7 of the table fr-communes is not stored"],
      warnings: [],
    });
  });

  it("gets a warning for keys that are easily mistaken for each other", async () => {
    const rows = (keys: readonly string[]) =>
      new Map([["fr-communes", new Map([["75056", "1"], ...keys.map((key) => [key, "2"] as const)])]]);
    expect((await judge(smallDocument, rows(["2A004", "2a004", "2B033"]))).warnings).toEqual([
      "lookupTables[0].version: in fr-communes 2a004 differs from 2A004 in no more than upper and lower case, spaces or Unicode forms",
    ]);
  });

  it("gets a warning for keys by territory that are no territories", async () => {
    const byTerritory = smallWith((d) => ({
      lookupTables: [{ name: "fr-communes", keys: "territory", version: 7 }],
      conversions: d.conversions.slice(0, 1),
      territories: d.territories.map((t) => ({ ...t, conversion: null })),
    }));
    const rows = new Map([["fr-communes", new Map([["fr", "1"]])]]);
    expect((await judge(byTerritory, rows)).warnings).toContain(
      "lookupTables[0].version: in fr-communes fr is no territory: did you mean FR?",
    );
  });
});
