import Flatbush from "flatbush";
import { pace } from "../pace.ts";
import { sortPaced } from "../sort-paced.ts";
import { type Boundary, type Box, edgesAtOnce, type Polygon, type PolygonGroup, type Ring } from "./boundary.ts";

/** A polygon as it is stored: each ring with longitude and latitude of its corners in turn, in units. */
export type PlainPolygon = { readonly area: string; readonly rings: readonly Int32Array[] };

/** An index of so many boxes is made in a millisecond. */
const polygonsAGroup = 1_000;
/** Rings of so many corners are measured in well under a millisecond. */
const cornersAtOnce = 8_192;

/** Makes polygons ready to be asked. Paced, however many corners one of them has. */
export async function makeBoundary(plain: Iterable<PlainPolygon>): Promise<Boundary> {
  const places = new Map<string, number>();
  const sizes: number[] = [];
  const polygons: Polygon[] = [];
  let corners = 0;
  for (const { area, rings } of plain) {
    const place = places.get(area) ?? places.size;
    places.set(area, place);
    const measured: Ring[] = [];
    for (const xy of rings) {
      measured.push(await measureRing(xy));
      corners += xy.length / 2;
    }
    polygons.push({ area: place, box: boxOf(measured[0]?.boxes ?? new Int32Array()), rings: measured });
    sizes[place] = (sizes[place] ?? 0) + (await sizeOf(measured));
    if (pace.isDue()) await pace.rest();
  }
  return { areas: [...places.keys()], sizes, groups: await groupPolygons(polygons), corners };
}

async function measureRing(xy: Int32Array): Promise<Ring> {
  const corners = xy.length / 2;
  const boxes = new Int32Array(Math.ceil(corners / edgesAtOnce) * 4);
  for (let first = 0, at = 0; first < corners; first += edgesAtOnce, at += 4) {
    boxes.set(boxOfEdges(xy, first, Math.min(corners, first + edgesAtOnce)), at);
    if (first % cornersAtOnce === 0 && pace.isDue()) await pace.rest();
  }
  return { xy, boxes };
}

/** The box of the edges that begin at the corners from `first` to before `end`. */
export function boxOfEdges(xy: Int32Array, first: number, end: number): Box {
  const last = (2 * end) % xy.length;
  let [west, south] = [xy[last] ?? 0, xy[last + 1] ?? 0];
  let [east, north] = [west, south];
  for (let i = 2 * first; i < 2 * end; i += 2) {
    const [x, y] = [xy[i] ?? 0, xy[i + 1] ?? 0];
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  return [west, south, east, north];
}

function boxOf(boxes: Int32Array): Box {
  let [west, south, east, north] = boxes;
  for (let i = 4; i < boxes.length; i += 4) {
    west = Math.min(west ?? 0, boxes[i] ?? 0);
    south = Math.min(south ?? 0, boxes[i + 1] ?? 0);
    east = Math.max(east ?? 0, boxes[i + 2] ?? 0);
    north = Math.max(north ?? 0, boxes[i + 3] ?? 0);
  }
  return [west ?? 0, south ?? 0, east ?? 0, north ?? 0];
}

/** About how large a polygon is, as on a map with a true scale at its middle: enough to tell a town from its county. */
async function sizeOf(rings: readonly Ring[]): Promise<number> {
  const [outside] = rings;
  if (outside === undefined) return 0;
  const [, south, , north] = boxOf(outside.boxes);
  return (await netSize(rings.map(({ xy }) => xy))) * Math.cos((((south + north) / 2) * 1e-7 * Math.PI) / 180);
}

/** Of what is left after a subtraction, so small a share may come of rounding. */
const rounding = 1e-12;

/** What holes leave of the outside, in square units on a flat map; 0 where they are as large as it. Paced. */
export async function netSize([outside, ...holes]: readonly Int32Array[]): Promise<number> {
  if (outside === undefined) return 0;
  const whole = Math.abs(await flatSize(outside));
  let size = whole;
  for (const hole of holes) {
    size -= Math.abs(await flatSize(hole));
    if (pace.isDue()) await pace.rest();
  }
  return size > whole * rounding ? size : 0;
}

async function flatSize(xy: Int32Array): Promise<number> {
  const [x0, y0] = [xy[0] ?? 0, xy[1] ?? 0];
  let twice = 0;
  for (let i = 2; i + 3 < xy.length; i += 2) {
    const [ax, ay, bx, by] = [(xy[i] ?? 0) - x0, (xy[i + 1] ?? 0) - y0, (xy[i + 2] ?? 0) - x0, (xy[i + 3] ?? 0) - y0];
    twice += ax * by - bx * ay;
    if (i % cornersAtOnce === 0 && pace.isDue()) await pace.rest();
  }
  return twice / 2;
}

/** Groups of near polygons: one index of all of them would take too long to make in one go. */
async function groupPolygons(polygons: readonly Polygon[]): Promise<readonly PolygonGroup[]> {
  const sorted = polygons.length > polygonsAGroup ? await sortPaced(polygons, squareOf) : polygons;
  const groups: PolygonGroup[] = [];
  for (let first = 0; first < sorted.length; first += polygonsAGroup) {
    groups.push(groupOf(sorted.slice(first, first + polygonsAGroup)));
    if (pace.isDue()) await pace.rest();
  }
  return groups;
}

/** Squares of the map in an order in which near ones mostly follow each other (a Z-order curve of 256 by 256). */
function squareOf({ box: [west, south, east, north] }: Polygon): string {
  const x = Math.min(255, Math.floor((((west + east) / 2e7 + 180) / 360) * 256));
  const y = Math.min(255, Math.floor((((south + north) / 2e7 + 90) / 180) * 256));
  let square = 0;
  for (let bit = 0; bit < 8; bit++) square |= (((x >> bit) & 1) << (2 * bit)) | (((y >> bit) & 1) << (2 * bit + 1));
  return String.fromCharCode(square);
}

function groupOf(polygons: readonly Polygon[]): PolygonGroup {
  const index = new Flatbush(polygons.length, 16, Int32Array);
  let [west, south, east, north] = polygons[0]?.box ?? [0, 0, 0, 0];
  for (const { box } of polygons) {
    index.add(...box);
    west = Math.min(west, box[0]);
    south = Math.min(south, box[1]);
    east = Math.max(east, box[2]);
    north = Math.max(north, box[3]);
  }
  index.finish();
  return { box: [west, south, east, north], polygons, index };
}
