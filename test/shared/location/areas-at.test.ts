import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { borders, featuresContaining } from "@rapideditor/country-coder";
import { booleanPointInPolygon } from "@turf/boolean-point-in-polygon";
import { feature } from "topojson-client";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { makeRandom } from "../../../bench/traffic/random.ts";
import { compileLocationTable } from "../../../shared/config/compile/compile-location-table.ts";
import { parseBoundaryRows } from "../../../shared/config/lookup/parse-boundary.ts";
import { areasAtPoint } from "../../../shared/location/areas-at.ts";
import type { Boundary } from "../../../shared/location/boundary.ts";
import { amount } from "../../support/amount.ts";

const position = z.tuple([z.number(), z.number()]);
const geometrySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), coordinates: z.array(z.array(position)) }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(z.array(position))) }),
]);
type Geometry = z.infer<typeof geometrySchema>;
type Shape = { readonly name: string; readonly geometry: Geometry };

/** As an operator would import it, and the app keep and compile it. */
async function boundaryOf(shapes: readonly Shape[]): Promise<Boundary> {
  const features = shapes.map(({ name: area, geometry }) => ({ type: "Feature", properties: { area }, geometry }));
  const rows = await parseBoundaryRows(Buffer.from(JSON.stringify({ type: "FeatureCollection", features })), {
    property: "area",
    territories: new Map(),
  });
  if (rows.outcome === "faulty") throw new Error(JSON.stringify(rows.faults));
  const stored = new Map(rows.value.map(({ key, value }) => [key, value]));
  const compiled = await compileLocationTable(stored, { keys: "boundary" });
  if ("why" in compiled || compiled.keys !== "boundary") throw new Error("it is no boundary");
  return compiled.boundary;
}

const polygonsOf = ({ type, coordinates }: Geometry) => (type === "Polygon" ? [coordinates] : coordinates);

const countiesFile = fileURLToPath(import.meta.resolve("us-atlas/counties-10m.json"));
const collectionSchema = z.object({ features: z.array(z.object({ id: z.string(), geometry: geometrySchema })) });

function counties(): readonly Shape[] {
  const topology: unknown = JSON.parse(readFileSync(countiesFile, "utf8"));
  const { objects } = z.object({ objects: z.object({ counties: z.unknown() }) }).parse(topology);
  const { features } = collectionSchema.parse(feature(topology, objects.counties));
  // One that the simplified map has shrunk to a line is refused by an import.
  const encloses = ({ geometry }: (typeof features)[number]): boolean =>
    polygonsOf(geometry).some(([outside = []]) => new Set(outside.map(String)).size > 2);
  return features.filter(encloses).map(({ id, geometry }) => ({ name: id, geometry }));
}

const metresPerDegree = 111_195;

/** The distance from a point to the nearest edge, in metres, on a flat map around it. */
function metresToBorder([lon, lat]: readonly [number, number], { geometry }: Shape): number {
  const narrow = Math.cos((lat * Math.PI) / 180);
  const flat = ([x, y]: readonly [number, number]) =>
    [(x - lon) * narrow * metresPerDegree, (y - lat) * metresPerDegree] as const;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of polygonsOf(geometry).flat())
    for (const [i, corner] of ring.slice(1).entries()) {
      const [[ax, ay], [bx, by]] = [flat(ring[i] ?? corner), flat(corner)];
      const [dx, dy] = [bx - ax, by - ay];
      const along = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
      nearest = Math.min(nearest, Math.hypot(ax + along * dx, ay + along * dy));
    }
  return nearest;
}

type Boxed = Shape & { readonly box: readonly [number, number, number, number] };

const boxed = (shape: Shape): Boxed => {
  const corners = polygonsOf(shape.geometry).flat(2);
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)];
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b));
  return { ...shape, box: [least(lons), least(lats), most(lons), most(lats)] };
};

const isInBox = ([lon, lat]: readonly [number, number], [west, south, east, north]: Boxed["box"]): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;

describe("the counties of the United States", () => {
  it("have the points that another implementation finds in them, but for those within a metre of a border", async () => {
    const shapes = counties().map(boxed);
    const boundary = await boundaryOf(shapes);
    expect(boundary.areas.length).toBeGreaterThan(3_200);
    const { below } = makeRandom(20);
    const share = () => below(1_000_000_000) / 1_000_000_000;
    let inside = 0;
    for (let i = 0; i < 10_000; i++) {
      const point = [-125 + share() * 59, 24 + share() * 26] as const;
      const near = shapes.filter(({ box }) => isInBox(point, box));
      const theirs = near.filter(({ geometry }) => booleanPointInPolygon([...point], geometry)).map(({ name }) => name);
      const ours = areasAtPoint([boundary], { lon: point[0], lat: point[1] });
      if (ours.length > 0) inside++;
      if (ours.toSorted().join() === theirs.toSorted().join()) continue;
      const differing = near.filter(({ name }) => ours.includes(name) !== theirs.includes(name));
      for (const shape of differing) expect(metresToBorder(point, shape), `${point} in ${shape.name}`).toBeLessThan(1);
    }
    expect(inside).toBeGreaterThan(5_000);
  });
});

describe("the territories of the world", () => {
  it("have the points that another implementation finds in them", async () => {
    const shapes = borders.features.flatMap(({ geometry, properties }): readonly Shape[] => {
      const read = geometrySchema.safeParse(geometry);
      return read.success ? [{ name: properties.id, geometry: read.data }] : [];
    });
    expect(shapes.length).toBeGreaterThan(250);
    const boundary = await boundaryOf(shapes);
    const { below } = makeRandom(21);
    const share = () => below(1_000_000_000) / 1_000_000_000;
    for (let i = 0; i < amount({ usual: 5_000, thorough: 50_000 }); i++) {
      const point = { lon: -180 + share() * 360, lat: -90 + share() * 180 };
      const theirs = featuresContaining([point.lon, point.lat]).map(({ properties }) => properties.id);
      const ours = areasAtPoint([boundary], point);
      expect(ours.length > 0, `${point.lon} ${point.lat}`).toBe(theirs.length > 0);
      for (const area of ours) expect(theirs, `${point.lon} ${point.lat}`).toContain(area);
    }
  });
});
