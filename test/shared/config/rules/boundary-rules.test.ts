import { describe, expect, it } from "vitest";
import { documentSchema } from "../../../../shared/config/document.ts";
import { validateDocument } from "../../../../shared/config/rules/validate-document.ts";
import type { LocationTable } from "../../../../shared/location/areas.ts";
import { makeBoundary } from "../../../../shared/location/make-boundary.ts";
import { compiled } from "../../../support/config/compiled-document.ts";
import { square } from "../../../support/location/square.ts";

type Square = readonly [lon: number, lat: number];
const nowMs = Date.parse("2026-11-22T12:00:00.000Z");

/** What is said of a boundary with a square of one degree for each area, all of them of one territory. */
async function judge(territory: string, squares: Readonly<Record<string, Square>>, isKept = false) {
  const document = documentSchema.parse({
    areas: Object.keys(squares).map((name) => ({ name, territory, displayName: name, routeSet: "psap" })),
    locationTables: [{ name: "borders", keys: "boundary", version: 3 }],
  });
  const boundary = await makeBoundary(Object.entries(squares).map(([name, [lon, lat]]) => square(name, lon, lat, 1)));
  const locationTables = new Map<string, LocationTable>([["borders", { keys: "boundary", boundary }]]);
  const { snapshot } = await compiled(document);
  const before = { isKept: () => isKept, itemBefore: () => null, isTouched: () => true };
  const found = await validateDocument({ document, snapshot: { ...snapshot, locationTables } }, nowMs, before);
  const lines = (faults: typeof found.faults) =>
    faults.flatMap(({ message }) =>
      message.includes("borders: ") ? [message.replace("version 3 of borders: ", "")] : [],
    );
  return { faults: lines(found.faults), warnings: lines(found.warnings) };
}

const swapped = (code: string) =>
  `lie outside ${code}, and would lie in it with latitude and longitude swapped: longitude comes first (RFC 7946, 3.1.1)`;
const elsewhere = (code: string) => `lie outside ${code}; longitude comes first (RFC 7946, 3.1.1)`;

describe("the boundaries of a territory's areas", () => {
  it.each<[string, string, Square]>([
    ["on its mainland", "FR", [2, 48]],
    ["in an overseas part with a code of its own", "FR", [55, -21.5]],
    ["under the code of the overseas part", "RE", [55, -21.5]],
    ["beyond the antimeridian", "FJ", [-179.9, -17]],
    ["before it", "FJ", [178, -18]],
    ["on islands beyond the antimeridian", "NZ", [-177, -44]],
    ["on the last island of the Aleutians", "US", [172, 52.5]],
    ["in the far east of Russia", "RU", [-172, 65]],
    ["at sea, near the coast", "IE", [-11.2, 53]],
    ["in a territory whose place is not known", "XZ", [10, 10]],
  ])("are right %s", async (_, territory, place) => {
    expect(await judge(territory, { one: place })).toEqual({ faults: [], warnings: [] });
  });

  it.each<[string, Square, string]>([
    ["GB", [52, -1], swapped("GB")],
    ["US", [40, -90], swapped("US")],
    ["AU", [-33, 150], swapped("AU")],
    ["JP", [-35, 20], elsewhere("JP")],
  ])("are refused where all of them lie elsewhere: %s at %j", async (territory, place, why) => {
    expect(await judge(territory, { one: place, other: place })).toEqual({
      faults: [`all boundaries of areas of ${territory} ${why}`],
      warnings: [],
    });
  });

  it("are a warning where they were there before", async () => {
    expect(await judge("GB", { one: [52, -1] }, true)).toEqual({
      faults: [],
      warnings: [`all boundaries of areas of GB ${swapped("GB")}`],
    });
  });

  it("are a warning for each area that alone lies elsewhere", async () => {
    expect(await judge("GB", { one: [-1, 52], other: [52, -1] })).toEqual({
      faults: [],
      warnings: [`the boundaries of other ${swapped("GB")}`],
    });
  });
});
