import { expect, it } from "vitest";
import { coverAreas, readArea, readLocationRows } from "../../../console/parts/area-coverage.ts";

const area = (name: string, routeSet: string | null) =>
  readArea({ name, territory: "GB", displayName: name, routeSet });
const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];
const feature = (name: string, type: string, coordinates: unknown) => ({
  type: "Feature",
  properties: { area: name },
  geometry: { type, coordinates },
});

it("an area has a route of its own, takes that of its territory, or nothing leads there", () => {
  const tables = [
    readLocationRows("councils", [
      { key: "GB|London", area: "london" },
      { key: "GB|Kent", area: "kent" },
      { key: "GB|Surrey", area: "surey" },
    ]),
  ];
  const { rows, strays } = coverAreas([area("london", "london"), area("kent", null), area("essex", "essex")], tables);
  expect(rows.map(({ name, state, ledBy }) => [name, state, ...ledBy])).toEqual([
    ["london", "routed", "councils"],
    ["kent", "without-route", "councils"],
    ["essex", "unreached"],
  ]);
  expect(strays).toEqual([{ table: "councils", name: "surey" }]);
});

it("boundaries are read with their polygons, and what is none is left out", () => {
  const file = {
    type: "FeatureCollection",
    features: [
      feature("a", "Polygon", [ring]),
      feature("b", "MultiPolygon", [[ring], [ring]]),
      feature("c", "Point", [0, 0]),
    ],
  };
  const { areas, shapes } = readLocationRows("counties", file);
  expect([...areas]).toEqual(["a", "b"]);
  expect(shapes.map(({ polygons }) => polygons.length)).toEqual([1, 2]);
});

it.each([null, "text", { features: 7 }, [null]])("a table that the page cannot read has no rows: %j", (file) => {
  expect(readLocationRows("broken", file)).toEqual({ table: "broken", areas: new Set(), shapes: [] });
});
