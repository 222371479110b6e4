import { expect, it } from "vitest";
import { fitShapes } from "../../../console/parts/fit-shapes.ts";

const square = (west: number, south: number, size: number) => [
  [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ],
];

it("shapes fill the map, north is above, and degrees of longitude are as wide as they are there", () => {
  const fitted = fitShapes([{ area: "a", polygons: [square(0, 59, 2)] }]);
  expect(fitted).toMatchObject({ height: 820 });
  // At 60 degrees north one is half as wide as one of latitude.
  expect(fitted?.width).toBeCloseTo(420, -1);
  expect(fitted?.outlines).toEqual([
    { area: "a", outline: "M10.0 810.0L410.0 810.0L410.0 10.0L10.0 10.0L10.0 810.0Z" },
  ]);
});

it("what lies on both sides of the antimeridian stands together", () => {
  const fitted = fitShapes([{ area: "fiji", polygons: [square(177, -18, 3), square(-180, -18, 3)] }]);
  const [first = "", second = ""] = fitted?.outlines[0]?.outline.match(/M[^M]+/g) ?? [];
  expect(first.slice(0, 5)).toBe("M10.0");
  expect(Number(second.slice(1).split(" ")[0])).toBeCloseTo(510, 0);
});

it("points that fall together are drawn once, and without a shape there is no map", () => {
  const ring = [
    [0, 0],
    [0.000001, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  expect(fitShapes([{ area: "a", polygons: [[ring]] }])?.outlines[0]?.outline.match(/[ML]/g)?.length).toBe(4);
  expect(fitShapes([])).toBeNull();
});
