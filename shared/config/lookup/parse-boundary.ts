import * as z from "zod";
import { type Checked, faulty, valid } from "../../checked.ts";
import { parseJsonPaced } from "../../json/parse-json-paced.ts";
import type { Box } from "../../location/boundary.ts";
import { boxOfEdges, netSize, type PlainPolygon } from "../../location/make-boundary.ts";
import { packBoundary } from "../../location/pack-boundary.ts";
import { boxesByTerritory, strayTerritories } from "../../location/stray-boundaries.ts";
import { pace } from "../../pace.ts";
import { nameSchema } from "../../routing/names.ts";
import { collectFaults, type FaultCollection } from "../transfer/collect-faults.ts";
import { encodingFault } from "../transfer/decode-pieces.ts";
import { keysRow } from "./location-rows.ts";
import type { LookupRow } from "./lookup-row.ts";
import { parseRing } from "./parse-ring.ts";

const collectionSchema = z.looseObject({
  type: z.literal("FeatureCollection"),
  features: z.array(z.unknown()),
  crs: z.unknown().optional(),
});

const featureSchema = z.looseObject({
  type: z.literal("Feature"),
  properties: z.record(z.string(), z.unknown()).nullable(),
  geometry: z.looseObject({ type: z.enum(["Polygon", "MultiPolygon"]), coordinates: z.array(z.unknown()) }),
});

/** As a URN, as a URL, or in short. */
const wgs84Name =
  /^(?:(?:urn:ogc:def:crs:OGC:[\d.]*:|OGC:|https?:\/\/www\.opengis\.net\/def\/crs\/OGC\/[\d.]+\/)?CRS84|(?:urn:ogc:def:crs:EPSG:[\d.]*:|EPSG::?|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[\d.]+\/)4326)$/i;

/** WGS 84, longitude first, as older files name it. By EPSG's own words latitude would be first; files have longitude first all the same. */
const wgs84Schema = z
  .looseObject({ type: z.literal("name"), properties: z.looseObject({ name: z.string().regex(wgs84Name) }) })
  .nullish();

/**
 * Reads areas from GeoJSON (RFC 7946): a FeatureCollection of polygons. `property` names the property of each feature that has the name
 * of its area. All of them, or every fault once with its place. Paced.
 */
export async function parseBoundary(bytes: Uint8Array, property: string): Promise<Checked<readonly PlainPolygon[]>> {
  const unreadable = await encodingFault(bytes);
  if (unreadable !== null) return faulty([unreadable]);
  const parsed = await parseJsonPaced(new TextDecoder().decode(bytes));
  if (parsed.outcome === "faulty") return faulty([{ path: "", message: parsed.faults.join() }]);
  const collection = collectionSchema.safeParse(parsed.value);
  if (!collection.success)
    return faulty([{ path: "", message: "must be a GeoJSON FeatureCollection with a list of features" }]);
  const faults = collectFaults();
  if (!wgs84Schema.safeParse(collection.data.crs).success)
    faults.add({ path: "crs", message: "coordinates must be those of WGS 84 (RFC 7946, 4)" });
  const polygons: PlainPolygon[] = [];
  for (const [i, feature] of collection.data.features.entries())
    polygons.push(...(await polygonsOf(feature, { property, path: `features[${i}]`, faults })));
  if (polygons.length === 0 && faults.isEmpty()) faults.add({ path: "features", message: "there are no areas" });
  return faults.isEmpty() ? valid(polygons) : faulty(faults.faults());
}

/** `property`: as above. `territories`: those of the areas that are known. */
export type BoundaryReading = { readonly property: string; readonly territories: ReadonlyMap<string, string> };

/** The same as rows of a table, as they are stored. A fault too: nothing of a territory's areas lies in the territory. */
export async function parseBoundaryRows(
  bytes: Uint8Array,
  { property, territories }: BoundaryReading,
): Promise<Checked<readonly LookupRow[]>> {
  const polygons = await parseBoundary(bytes, property);
  if (polygons.outcome === "faulty") return polygons;
  const strays = strayTerritories(await boxesByTerritory(boxesOf(polygons.value), territories));
  if (strays.length > 0) return faulty(strays.map((message) => ({ path: "features", message })));
  return valid([{ key: keysRow, value: "boundary" }, ...(await packBoundary(polygons.value))]);
}

function* boxesOf(polygons: readonly PlainPolygon[]): Generator<{ readonly area: string; readonly box: Box }> {
  for (const { area, rings } of polygons)
    for (const outside of rings.slice(0, 1)) yield { area, box: boxOfEdges(outside, 0, outside.length / 2) };
}

type FeaturePlace = { readonly property: string; readonly path: string; readonly faults: FaultCollection };

async function polygonsOf(value: unknown, { property, path, faults }: FeaturePlace): Promise<readonly PlainPolygon[]> {
  const feature = featureSchema.safeParse(value);
  if (!feature.success) {
    faults.add({
      path,
      message: "must be a Feature with properties and a geometry that is a Polygon or a MultiPolygon",
    });
    return [];
  }
  const { properties, geometry } = feature.data;
  const area = nameSchema.safeParse(properties?.[property]);
  if (!area.success) faults.add({ path: `${path}.properties.${property}`, message: whyNoName(properties?.[property]) });
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const found: PlainPolygon[] = [];
  const at = `${path}.geometry.coordinates`;
  let isFaulty = !area.success;
  for (const rings of polygons) {
    const parsed = await parseRings(rings, at, faults);
    isFaulty ||= parsed === null;
    if (area.success && parsed !== null && parsed.length > 0) found.push({ area: area.data, rings: parsed });
    if (pace.isDue()) await pace.rest();
  }
  if (found.length === 0 && !isFaulty) faults.add({ path: at, message: "enclose nothing" });
  return found;
}

/** Empty where the outside encloses nothing; null where there is a fault. */
async function parseRings(
  rings: unknown,
  path: string,
  faults: FaultCollection,
): Promise<readonly Int32Array[] | null> {
  if (!Array.isArray(rings) || rings.length === 0) {
    faults.add({ path, message: "must be a list of rings, the outside first" });
    return null;
  }
  const parsed: Int32Array[] = [];
  let isFaulty = false;
  for (const ring of rings) {
    const one = await parseRing(ring);
    if (one.outcome === "valid") parsed.push(one.value);
    else {
      isFaulty = true;
      for (const message of one.faults) faults.add({ path, message });
    }
  }
  if (isFaulty) return null;
  if (parsed[0]?.length === 0) return [];
  const enclosing = parsed.filter((xy) => xy.length > 0);
  if (enclosing.length === 1 || (await netSize(enclosing)) > 0) return enclosing;
  faults.add({ path, message: "holes are as large as the outside, which is the first ring (RFC 7946, 3.1.6)" });
  return null;
}

function whyNoName(found: unknown): string {
  if (found === undefined) return "is missing: it names the area";
  if (typeof found === "number") return "must be text in quotes, because zeros at the beginning of a number are lost";
  return "must be the name of an area: 1 to 64 letters, digits, dots, dashes or underscores";
}
