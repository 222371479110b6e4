import { describe, expect, it } from "vitest";
import { coverBoundaries } from "../../../../shared/config/coverage/cover-boundaries.ts";
import { documentSchema } from "../../../../shared/config/document.ts";
import type { LocationTable } from "../../../../shared/location/areas.ts";
import { makeBoundary, type PlainPolygon } from "../../../../shared/location/make-boundary.ts";
import { square } from "../../../support/location/square.ts";

const { areas } = documentSchema.parse({
  areas: [
    ...["w", "e", "s", "n", "town"].map((name) => ({ name, territory: "GB", displayName: name })),
    { name: "paris", territory: "FR", displayName: "Paris" },
  ],
});

const tableOf = async (polygons: readonly PlainPolygon[]): Promise<LocationTable> => ({
  keys: "boundary",
  boundary: await makeBoundary(polygons),
});

/** Four areas around a gap, one of which has a town in it; and an area of another territory over all of them, of another table. */
const locationTables = new Map<string, LocationTable>([
  ["sites", { keys: "locationKey", rows: new Map() }],
  [
    "counties",
    await tableOf([square("w", 0, 51, 1), square("e", 2, 51, 1), square("s", 1, 50, 1), square("n", 1, 52, 1)]),
  ],
  ["others", await tableOf([square("town", 0.25, 51.25, 0.5), square("paris", 0, 50, 3)])],
]);

const cover = (options: object = {}) =>
  coverBoundaries({ areas, locationTables, territories: null, isOver: () => false, ...options });

describe("the boundaries of areas", () => {
  it("are compared within each territory, and what is found is GeoJSON", async () => {
    const { overlaps, gaps, ...others } = await cover();
    expect(others).toEqual({ complete: true, leftOut: [], counts: { overlaps: 1, gaps: 1 } });
    expect(overlaps).toMatchObject({
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          bbox: [0.25, 51.25, 0.75, 51.75],
          properties: { territory: "GB", areas: ["town", "w"], holds: "town", within: true },
          geometry: { type: "MultiPolygon" },
        },
      ],
    });
    const [first, ...rest] = overlaps.features[0]?.geometry?.coordinates[0]?.[0] ?? [];
    expect([rest.length, rest.at(-1)]).toEqual([4, first]);
    expect(gaps.features).toMatchObject([{ properties: { territory: "GB", areas: ["e", "n", "s", "w"] } }]);
  });

  it("are compared in the territories that are asked for", async () => {
    expect(await cover({ territories: new Set(["FR"]) })).toMatchObject({ counts: { overlaps: 0, gaps: 0 } });
  });

  it("are named where they are left out", async () => {
    expect(await cover({ isOver: () => true })).toMatchObject({
      complete: false,
      leftOut: [
        { territory: "FR", corners: 4, why: "time" },
        { territory: "GB", corners: 20, why: "time" },
      ],
      overlaps: { features: [] },
    });
  });
});
