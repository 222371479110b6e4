import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import * as z from "zod";
import { catalogue } from "../../shared/catalogue/catalogue.ts";

const place = z.object({ outline: z.string(), at: z.tuple([z.int(), z.int()]) });
const shapesSchema = z.object({ width: z.int(), height: z.int(), territories: z.record(z.string(), place) });

/** As the build makes them: twice, to see that it makes the same bytes. */
function makeTwice(): readonly string[] {
  const script = new URL("../../scripts/world-shapes.mjs", import.meta.url).href;
  const code = `const { worldShapesModule: make } = await import("${script}");
    process.stdout.write(JSON.stringify([await make(), await make()]));`;
  const cwd = fileURLToPath(new URL("../../", import.meta.url));
  const options = { encoding: "utf8", cwd, maxBuffer: 10_000_000 } as const;
  return z
    .array(z.string())
    .parse(JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", code], options)));
}

const [made = "", again] = makeTwice();
const shapes = shapesSchema.parse(JSON.parse(made.slice(made.indexOf("{"), -1)));

it("every territory of the catalogue has a place on the map, but for islands that no source of borders tells apart", () => {
  const codes = new Set(catalogue.map(({ territory }) => territory));
  expect(codes.size).toBeGreaterThan(200);
  expect([...codes].filter((code) => shapes.territories[code] === undefined)).toEqual(["BQ", "SJ"]);
  const outside = Object.entries(shapes.territories).filter(
    ([
      code,
      {
        at: [x, y],
      },
    ]) => codes.has(code) && (x < 0 || x > shapes.width || y < 0 || y > shapes.height),
  );
  expect(outside).toEqual([]);
});

it.each([
  ["GB", [900, 1_050], [140, 220]],
  ["NZ", [1_820, 2_000], [740, 860]],
  ["MT", [1_050, 1_100], [270, 310]],
  ["GF", [680, 730], [470, 520]],
])("the place of %s is where it lies", (code, [west = 0, east = 0], [north = 0, south = 0]) => {
  const [x, y] = shapes.territories[code]?.at ?? [-1, -1];
  expect([x > west, x < east, y > north, y < south]).toEqual([true, true, true, true]);
});

it("a country has an outline, a small island is a dot, and a second build makes the same", () => {
  expect(shapes.territories.FR?.outline).toMatch(/^M\d+ \d+l[-\d M lz]+z$/);
  expect(shapes.territories.MT?.outline).toBe("");
  expect(again).toBe(made);
});
