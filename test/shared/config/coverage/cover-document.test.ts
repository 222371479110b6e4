import { describe, expect, it } from "vitest";
import { type CoverageOptions, coverDocument } from "../../../../shared/config/coverage/cover-document.ts";
import { number } from "../../../support/config/judge-document.ts";
import { smallDocument, smallWith } from "../../../support/config/small-document.ts";

const nowMs = Date.parse("2026-11-22T12:00:00.000Z");

const cover = (options: Partial<CoverageOptions> = {}, document = smallDocument) =>
  coverDocument(document, { territories: null, staleAfterDays: 365, seen: [], nowMs, ...options });

const seen = (territory: string | null, dialled: string, unprovisioned: number, suspected = 0) => ({
  territory,
  number: dialled,
  unprovisioned,
  suspected,
});

describe("the coverage of a configuration", () => {
  it("is of the territories that are configured, in order", async () => {
    const { territories, unplaced } = await cover();
    expect(territories.map(({ territory }) => territory)).toEqual(["FR", "GB"]);
    expect(territories[1]).toMatchObject({ callingCode: "44", configured: true, routeSet: "emergency", seen: [] });
    expect(territories[1]?.catalogueOnly.map(({ shortCode }) => shortCode)).toContain("112");
    expect(unplaced).toEqual([]);
  });

  it("is also of those in which something was dialled, what was dialled most first", async () => {
    const dialled = [seen("IE", "112", 2), seen("IE", "999", 0, 7), seen(null, "117", 1), seen("GB", "101", 0, 1)];
    const { territories, unplaced } = await cover({ seen: dialled });
    expect(territories.map((each) => [each.territory, each.configured, each.seen.map((s) => s.number)])).toEqual([
      ["FR", true, []],
      ["GB", true, ["101"]],
      ["IE", false, ["999", "112"]],
    ]);
    expect(unplaced).toEqual([{ number: "117", unprovisioned: 1, suspected: 0 }]);
  });

  it("is of the territories that are asked for, configured or not", async () => {
    const asked = { territories: new Set(["IE", "AQ", "GB"]), seen: [seen("FR", "15", 3), seen(null, "117", 1)] };
    const { territories, unplaced } = await cover(asked);
    expect(territories.map(({ territory, configured }) => [territory, configured])).toEqual([
      ["AQ", false],
      ["GB", true],
      ["IE", false],
    ]);
    expect(unplaced).toEqual([]);
  });

  it("takes a number that has ended for the catalogue's", async () => {
    const ended = smallWith((d) => ({
      numbers: [...d.numbers, number({ territory: "FR", shortCode: "17", validUntil: "2026-11-22T12:00:00.000Z" })],
    }));
    const [fr] = (await cover({}, ended)).territories;
    expect(fr?.catalogueOnly.map(({ shortCode }) => shortCode)).toContain("17");
    expect(fr?.numbers.map(({ shortCode }) => shortCode)).not.toContain("17");
  });

  it.each([
    [365, ["verified long ago"]],
    [3_650, []],
  ])("has what was verified more than %i days ago as stale", async (staleAfterDays, sources) => {
    const numbers = [
      { source: "verified long ago", verifiedOn: "2024-11-22" },
      { source: "new", verifiedOn: "2026-11-22" },
    ];
    const document = smallWith((d) => ({
      territories: d.territories.slice(0, 1),
      numbers: numbers.map((fields, i) => number({ shortCode: `99${i}`, ...fields })),
    }));
    const [gb] = (await cover({ staleAfterDays }, document)).territories;
    const sourceOf = (shortCode: string) => document.numbers.find((n) => n.shortCode === shortCode)?.source;
    expect(gb?.stale.map(({ shortCode }) => sourceOf(shortCode))).toEqual(sources);
  });
});
