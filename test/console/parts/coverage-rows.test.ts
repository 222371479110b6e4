import { describe, expect, it } from "vitest";
import { coverageRows } from "../../../console/parts/coverage-rows.ts";

type Covered = Parameters<typeof coverageRows>[0][number];
type Entry = Parameters<typeof coverageRows>[1][number];

const entry = (territory: string, shortCode: string, given: Partial<Entry> = {}): Entry => ({
  territory,
  callingCode: "353",
  shortCode,
  dialString: `+353${shortCode}`,
  class: "emergency",
  tier: "primary",
  services: [],
  supersededOn: null,
  byNumberOnly: false,
  sources: [],
  ...given,
});

const counts = { numbers: 60, catalogueOnly: 0, differing: 2, withoutOwnRoute: 0, stale: 55, unsourced: 1, seen: 3 };

const covered = (given: Partial<Covered> = {}): Covered => ({
  territory: "IE",
  callingCode: "353",
  configured: true,
  routeSet: "emergency",
  numbers: [],
  catalogueOnly: [],
  differing: [],
  withoutOwnRoute: [],
  stale: [],
  unsourced: [],
  seen: [],
  counts,
  ...given,
});

describe("a territory", () => {
  it.each<[string, Partial<Covered>, string]>([
    [
      "in which something was dialled, but that is not configured",
      { configured: false, routeSet: null },
      "catalogue-only",
    ],
    ["without a route set", { routeSet: null }, "without-route"],
    ["with numbers that the catalogue has otherwise", {}, "differing"],
    ["with old numbers", { counts: { ...counts, differing: 0 } }, "stale"],
    ["with numbers of no source", { counts: { ...counts, differing: 0, stale: 0 } }, "stale"],
    ["with nothing to look at", { counts: { ...counts, differing: 0, stale: 0, unsourced: 0 } }, "configured"],
  ])("%s is told from others", (_, given, state) => {
    expect(coverageRows([covered(given)], [])[0]).toMatchObject({ territory: "IE", state });
  });

  it("has the counts of all numbers, however few of them are listed", () => {
    expect(coverageRows([covered()], [])[0]).toMatchObject({ own: 60, stale: 55, unsourced: 1, differing: 2, seen: 3 });
  });

  it("lacks what the catalogue has of its primary tier and is still in use", () => {
    const entries = [
      entry("BR", "190"),
      entry("BR", "117", { tier: "extended" }),
      entry("BR", "118", { supersededOn: "2020-01-01" }),
      entry("BR", "193"),
    ];
    expect(coverageRows([], entries)).toMatchObject([{ state: "catalogue-only", own: 0, missing: ["190", "193"] }]);
    expect(coverageRows([covered({ catalogueOnly: entries })], [])[0]?.missing).toEqual(["190", "193"]);
  });
});

it("every territory has one row, by code", () => {
  const rows = coverageRows([covered()], [entry("IE", "112"), entry("BR", "190"), entry("NZ", "111")]);
  expect(rows.map(({ territory }) => territory)).toEqual(["BR", "IE", "NZ"]);
});
