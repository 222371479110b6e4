import { describe, expect, it } from "vitest";
import { featureCollection } from "../../../../shared/config/coverage/geo-json.ts";
import { square } from "../../../support/location/square.ts";

const drawn = (squareMetres: number, polygons: readonly (readonly Int32Array[])[] = [square("a", 1, 2, 1).rings]) => ({
  properties: { squareMetres },
  polygons,
});

describe("a collection of features", () => {
  it("is GeoJSON in degrees, with rings that are closed", () => {
    const [hole] = square("a", 1, 1, 1).rings;
    const polygons = [[...square("a", 0, 0, 3).rings, ...(hole === undefined ? [] : [hole])]];
    const { type, features } = featureCollection([drawn(7, polygons)]);
    expect([type, features[0]?.type, features[0]?.bbox]).toEqual(["FeatureCollection", "Feature", [0, 0, 3, 3]]);
    expect(features[0]?.geometry?.coordinates).toEqual([
      [
        [
          [0, 0],
          [3, 0],
          [3, 3],
          [0, 3],
          [0, 0],
        ],
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 2],
          [1, 1],
        ],
      ],
    ]);
  });

  it("has the 200 largest, the largest first", () => {
    const { features } = featureCollection(Array.from({ length: 230 }, (_, i) => drawn(i)));
    expect(features.map(({ properties }) => properties.squareMetres)).toEqual(
      Array.from({ length: 200 }, (_, i) => 229 - i),
    );
  });

  it("leaves the geometry out of what has very many corners, and of what comes when the answer is long", () => {
    const long = (corners: number) => [[Int32Array.from({ length: 2 * corners }, (_, i) => (i % 7) * 1e7)]];
    const { features } = featureCollection([
      drawn(99, long(3_001)),
      ...Array.from({ length: 21 }, (_, i) => drawn(50 - i, long(3_000))),
    ]);
    const without = features.flatMap(({ geometry }, i) => (geometry === null ? [i] : []));
    expect(without).toEqual([0, 21]);
    expect(features[0]?.bbox).toEqual([0, 0, 6, 6]);
  });
});
