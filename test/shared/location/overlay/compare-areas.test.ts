import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toUnits } from "../../../../shared/location/boundary.ts";
import { makeBoundary, type PlainPolygon } from "../../../../shared/location/make-boundary.ts";
import { type ComparedAreas, compareAreas } from "../../../../shared/location/overlay/compare-areas.ts";
import { square } from "../../../support/location/square.ts";

const compare = async (...polygons: readonly PlainPolygon[]): Promise<ComparedAreas> => {
  const areas = new Set(polygons.map(({ area }) => area));
  const compared = await compareAreas([await makeBoundary(polygons)], { areas, isOver: () => false });
  if ("why" in compared) throw new Error(compared.why);
  return compared;
};

type Corner = readonly [lon: number, lat: number];
const ring = (...corners: readonly Corner[]): Int32Array =>
  Int32Array.from(corners.flatMap(([lon, lat]) => [toUnits(lon), toUnits(lat)]));
const box = (area: string, [west, south]: Corner, [east, north]: Corner): PlainPolygon => ({
  area,
  rings: [ring([west, south], [east, south], [east, north], [west, north])],
});

/** Corners in degrees, to a tenth of a metre, the least of them first: which one a ring begins with does not matter. */
function cornersOf(xy: Int32Array): readonly string[] {
  const corners = Array.from(
    { length: xy.length / 2 },
    (_, i) => `${Math.round((xy[2 * i] ?? 0) / 10) / 1e6} ${Math.round((xy[2 * i + 1] ?? 0) / 10) / 1e6}`,
  );
  return corners.sort();
}

const squareKm = (squareMetres: number): number => Math.round(squareMetres / 1e6);

describe("areas on a map", () => {
  it("that lie side by side neither overlap nor leave a gap", async () => {
    const grid = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => square(`a${x}${y}`, x, 50 + y, 1)));
    expect(await compare(...grid)).toEqual({ overlaps: [], gaps: [] });
  });

  it("overlap where both are, and the smaller one holds there", async () => {
    const { overlaps, gaps } = await compare(square("large", 0, 50, 2), box("small", [1, 51], [2.5, 52]));
    expect(gaps).toEqual([]);
    expect(overlaps).toMatchObject([{ areas: ["large", "small"], holds: "small", within: false }]);
    expect(overlaps[0]?.polygons.map((rings) => rings.map(cornersOf))).toEqual([
      [["1 51", "1 52", "2 51", "2 52"].sort()],
    ]);
    // The difference of the sines of 52 and 51 degrees, times one degree, times the square of the Earth's radius.
    expect(squareKm(overlaps[0]?.squareMetres ?? 0)).toBe(7_697);
  });

  it("may lie within each other, as a town in its county", async () => {
    const { overlaps } = await compare(square("county", 0, 50, 2), square("town", 0.5, 50.5, 0.25));
    expect(overlaps).toMatchObject([{ areas: ["county", "town"], holds: "town", within: true }]);
  });

  it("do not overlap where one has a hole for the other", async () => {
    const [outside] = square("county", 0, 50, 2).rings;
    const [hole] = square("town", 0.5, 50.5, 0.25).rings;
    const county = { area: "county", rings: [outside ?? ring(), hole ?? ring()] };
    expect(await compare(county, square("town", 0.5, 50.5, 0.25))).toEqual({ overlaps: [], gaps: [] });
    const { gaps } = await compare(county);
    expect(gaps.map(({ polygons }) => polygons.map((rings) => rings.map(cornersOf)))).toEqual([
      [[["0.5 50.5", "0.5 50.75", "0.75 50.5", "0.75 50.75"]]],
    ]);
  });

  it("have no ground where a hole pokes out, or where two holes lie on each other", async () => {
    const pick = ({ rings: [xy] }: PlainPolygon) => xy ?? ring();
    const holes = [square("", 0.5, 50.5, 1), square("", 0.25, 50.25, 0.5)].map(pick);
    const county = { area: "county", rings: [pick(square("", 0, 50, 1)), ...holes] };
    const town = square("town", 1, 50.5, 0.5);
    expect((await compare(county, town)).overlaps).toEqual([]);
    expect((await compare(county, square("shared", 0.5, 50.5, 0.25))).overlaps).toEqual([]);
    expect((await compare(county, square("beside", 0, 50, 0.25))).overlaps).toMatchObject([{ holds: "beside" }]);
  });

  it("have a gap where they enclose what none of them has, even where they only touch", async () => {
    const around = [square("w", 0, 51, 1), square("e", 2, 51, 1), square("s", 1, 50, 1), square("n", 1, 52, 1)];
    const { gaps, overlaps } = await compare(...around);
    expect(overlaps).toEqual([]);
    expect(gaps.map(({ areas }) => areas)).toEqual([["e", "n", "s", "w"]]);
    expect(gaps.map(({ polygons }) => polygons.map((rings) => rings.map(cornersOf)))).toEqual([
      [[["1 51", "1 52", "2 51", "2 52"]]],
    ]);
  });

  it("have none where what they surround is open to one side", async () => {
    const around = [square("w", 0, 51, 1), square("s", 1, 50, 1), square("n", 1, 52, 1)];
    expect(await compare(...around)).toEqual({ overlaps: [], gaps: [] });
  });

  it("have an island in a gap as its hole", async () => {
    const around = [
      box("s", [0, 50], [9, 51]),
      box("n", [0, 58], [9, 59]),
      box("w", [0, 51], [1, 58]),
      box("e", [8, 51], [9, 58]),
    ];
    const { gaps } = await compare(...around, square("island", 4, 54, 1));
    expect(gaps.map(({ polygons }) => polygons.map((rings) => rings.length))).toEqual([[2]]);
  });

  it("neither overlap nor leave gaps by what comes of rounding", async () => {
    const west = { area: "west", rings: [ring([0, 50], [1, 50], [1.0000001, 50.5], [1, 51], [0, 51])] };
    const east = { area: "east", rings: [ring([1, 50], [2, 50], [2, 51], [1, 51], [1.0000002, 50.7])] };
    expect(await compare(west, east)).toEqual({ overlaps: [], gaps: [] });
  });

  it("are compared by their polygons together, whichever way round their rings go", async () => {
    const reversed = (polygon: PlainPolygon): PlainPolygon => ({
      area: polygon.area,
      rings: polygon.rings.map((xy) => ring(...corners(xy).toReversed())),
    });
    const corners = (xy: Int32Array): readonly Corner[] =>
      Array.from({ length: xy.length / 2 }, (_, i) => [(xy[2 * i] ?? 0) / 1e7, (xy[2 * i + 1] ?? 0) / 1e7]);
    const polygons = [square("a", 0, 50, 2), reversed(square("a", 1, 50, 2)), reversed(square("b", 2, 50, 2))];
    const { overlaps } = await compare(...polygons);
    expect(overlaps.map(({ areas, polygons: [rings = []] }) => [areas, rings.map(cornersOf)])).toEqual([
      [["a", "b"], [["2 50", "2 52", "3 50", "3 52"]]],
    ]);
  });

  it("are compared the same in however many cells they lie", async () => {
    const wave = (i: number) => 0.01 * Math.sin(i);
    const bottom = Array.from({ length: 3_001 }, (_, i): Corner => [i / 1_000, 50 + wave(i)]);
    const top = bottom.map(([lon, lat]): Corner => [lon, lat + 1]).toReversed();
    const polygon = { area: "waves", rings: [ring(...bottom, ...top)] };
    const { overlaps } = await compare(polygon, box("strip", [-1, 50.4], [4, 50.6]));
    expect(overlaps).toMatchObject([{ areas: ["strip", "waves"], holds: "strip", within: false }]);
    expect(overlaps[0]?.polygons).toHaveLength(1);
    expect(overlaps[0]?.polygons.map((rings) => rings.map(cornersOf))).toEqual([
      [["0 50.4", "0 50.6", "3 50.4", "3 50.6"]],
    ]);
  });

  it("have as much overlap and gap as squares have that are counted one by one", async () => {
    const squares = fc.array(
      fc.record({
        x: fc.nat(5),
        y: fc.nat(5),
        width: fc.integer({ min: 1, max: 4 }),
        height: fc.integer({ min: 1, max: 4 }),
      }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    await fc.assert(
      fc.asyncProperty(squares, async (made) => {
        const at = (i: number) => i / 10;
        const polygons = made.map(({ x, y, width, height }, i) =>
          box(`a${i}`, [at(x), at(y)], [at(x + width), at(y + height)]),
        );
        const { overlaps, gaps } = await compare(...polygons);
        const one = 123.6; // A tenth of a degree squared at the equator, in square kilometres.
        const count = (found: readonly { readonly squareMetres: number }[]) =>
          Math.round(found.reduce((sum, { squareMetres }) => sum + squareMetres, 0) / 1e6 / one);
        expect({ overlaps: count(overlaps), gaps: count(gaps) }).toEqual(counted(made));
      }),
      { numRuns: 100 },
    );
  });

  it("that are too many, or take too long, are not compared", async () => {
    const boundary = await makeBoundary([square("a", 0, 50, 1)]);
    const areas = new Set(["a"]);
    expect(await compareAreas([boundary], { areas, isOver: () => true })).toEqual({ why: "time", corners: 4 });
    const many = Array.from({ length: 5_000 }, (_, i): Corner => [(i % 2) * 1e-6, 50 + i * 1e-9]);
    const dense = await makeBoundary([{ area: "a", rings: [ring([1, 50], ...many)] }]);
    expect(await compareAreas([dense], { areas, isOver: () => false })).toEqual({ why: "density", corners: 5_001 });
  });
});

type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** How many unit squares two rectangles share, for each two; and how many are in none and cannot be left without crossing one. */
function counted(made: readonly Rectangle[]) {
  const has = ({ x, y, width, height }: Rectangle, i: number, j: number) =>
    i >= x && i < x + width && j >= y && j < y + height;
  let overlaps = 0;
  const free = new Set<string>();
  for (let i = -1; i <= 10; i++)
    for (let j = -1; j <= 10; j++) {
      const here = made.filter((one) => has(one, i, j)).length;
      overlaps += (here * (here - 1)) / 2;
      if (here === 0) free.add(`${i} ${j}`);
    }
  const left = ["-1 -1"];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (!free.delete(next)) continue;
    const [i = 0, j = 0] = next.split(" ").map(Number);
    left.push(`${i + 1} ${j}`, `${i - 1} ${j}`, `${i} ${j + 1}`, `${i} ${j - 1}`);
  }
  return { overlaps, gaps: free.size };
}
