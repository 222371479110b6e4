import { describe, expect, it } from "vitest";
import { coverAreas } from "../../../../shared/config/coverage/cover-areas.ts";
import { documentSchema } from "../../../../shared/config/document.ts";
import type { LocationTable } from "../../../../shared/location/areas.ts";
import { makeBoundary } from "../../../../shared/location/make-boundary.ts";
import { square } from "../../../support/location/square.ts";

const { areas, locationTables: listed } = documentSchema.parse({
  areas: [
    { name: "west", territory: "GB", displayName: "West", routeSet: "psap" },
    { name: "east", territory: "GB", displayName: "East" },
    { name: "north", territory: "GB", displayName: "North", conversion: "short" },
    { name: "paris", territory: "FR", displayName: "Paris" },
  ],
  locationTables: [
    { name: "borders", keys: "boundary", version: 2 },
    { name: "sites", keys: "locationKey", version: 7 },
    { name: "callers", keys: "callingParty", version: 1 },
  ],
});

const locationTables = new Map<string, LocationTable>([
  [
    "borders",
    { keys: "boundary", boundary: await makeBoundary([square("west", -2, 50, 1), square("moon", 0, 50, 1)]) },
  ],
  [
    "sites",
    {
      keys: "locationKey",
      rows: new Map([
        ["hq", "east"],
        ["lab", "mars"],
      ]),
    },
  ],
]);
const damaged = new Map([["callers", { version: 1, why: "has no rows", isPassing: false }]]);

const cover = (territories: ReadonlySet<string> | null) =>
  coverAreas({ areas, locationTables: listed }, { locationTables, damaged }, territories);

const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);

describe("the coverage of areas", () => {
  it("has those that nothing leads to, and those without a route set", async () => {
    const { unreached, withoutRoute } = await cover(null);
    expect(unreached).toEqual([
      { name: "north", territory: "GB", displayName: "North" },
      { name: "paris", territory: "FR", displayName: "Paris" },
    ]);
    expect(names(withoutRoute)).toEqual(["east", "north", "paris"]);
  });

  it("has rows and boundaries that lead to no area, and tables that cannot be used", async () => {
    const { strayKeys, unusable } = await cover(null);
    expect(strayKeys).toEqual([
      { table: "borders", version: 2, key: null, area: "moon" },
      { table: "sites", version: 7, key: "lab", area: "mars" },
    ]);
    expect(unusable).toEqual([{ table: "callers", version: 1, why: "has no rows" }]);
  });

  it("is of the territories that are asked for", async () => {
    const { unreached, withoutRoute, strayKeys } = await cover(new Set(["FR"]));
    expect([names(unreached), names(withoutRoute), strayKeys]).toEqual([["paris"], ["paris"], []]);
  });
});
