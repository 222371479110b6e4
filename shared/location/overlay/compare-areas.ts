import { pace } from "../../pace.ts";
import { areasAtPoint } from "../areas-at.ts";
import { type Boundary, type Box, unitsPerDegree } from "../boundary.ts";
import { cellsOf, cornersOf, type Piece, pieceOf } from "./cells.ts";
import { compareCell, type Findings } from "./compare-cell.ts";
import { enclosedParts } from "./enclosed.ts";
import { isSliver, squareMetresOf } from "./measure.ts";
import { ctUnion, type Polygon, polygonsOf, toPath } from "./paths.ts";

/** Where two areas are both. `holds`: the smaller one, which has the calls from there. `within`: all of it lies in the other. */
export type AreaOverlap = {
  readonly areas: readonly [string, string];
  readonly holds: string;
  readonly within: boolean;
  readonly squareMetres: number;
  readonly polygons: readonly Polygon[];
};

/** A place without an area that is enclosed by areas. `areas`: some of those around it, by name. */
export type AreaGap = {
  readonly areas: readonly string[];
  readonly squareMetres: number;
  readonly polygons: readonly Polygon[];
};

export type ComparedAreas = { readonly overlaps: readonly AreaOverlap[]; readonly gaps: readonly AreaGap[] };

/** Which areas are compared with each other, and when the comparison is given up. */
export type AreasToCompare = { readonly areas: ReadonlySet<string>; readonly isOver: () => boolean };

/** Why areas are not compared: how many corners they have, and whether these are too many, too near each other, or took too long. */
export type NotCompared = { readonly why: "corners" | "density" | "time"; readonly corners: number };

const cornersAtMost = 1_000_000;
/** More corners than this in a cell of ten metres would hold up calls. */
const densestCell = 2_000;

/**
 * Where areas overlap, and the gaps between them: what is enclosed by areas and in none of them. The largest first. Paced: however
 * many corners there are, the library that compares them gets few at a time.
 */
export async function compareAreas(
  boundaries: readonly Boundary[],
  { areas, isOver }: AreasToCompare,
): Promise<ComparedAreas | NotCompared> {
  const { names, pieces } = await piecesOf(boundaries, areas);
  const corners = cornersOf({ pieces });
  if (corners > cornersAtMost) return { why: "corners", corners };
  const box = await boxAround(pieces);
  const findings: Findings = { sizes: [], overlaps: new Map(), free: [] };
  for await (const cell of cellsOf({ box, pieces })) {
    if (isOver()) return { why: "time", corners };
    if (cornersOf(cell) > densestCell) return { why: "density", corners };
    await compareCell(cell, findings);
  }
  return {
    overlaps: await overlapsOf(findings, names),
    gaps: await gapsOf(findings, box, (x, y) => areasNear(boundaries, x, y).filter((name) => areas.has(name))),
  };
}

type Named = { readonly names: readonly string[]; readonly pieces: readonly Piece[] };

async function piecesOf(boundaries: readonly Boundary[], areas: ReadonlySet<string>): Promise<Named> {
  const places = new Map<string, number>();
  const pieces: Piece[] = [];
  for (const boundary of boundaries)
    for (const { polygons } of boundary.groups)
      for (const { area, rings } of polygons) {
        const name = boundary.areas[area] ?? "";
        if (!areas.has(name)) continue;
        const place = places.get(name) ?? places.size;
        places.set(name, place);
        const [outside = [], ...holes] = rings.map(({ xy }) => [xy]);
        pieces.push(pieceOf({ area: place, outside, holes }));
        if (pace.isDue()) await pace.rest();
      }
  return { names: [...places.keys()], pieces };
}

/** About a hundred metres. */
const margin = 10_000;

/** A box with all pieces well within, so that what is around them hangs together. */
async function boxAround(pieces: readonly Piece[]): Promise<Box> {
  let [west, south, east, north] = pieces[0]?.box ?? [0, 0, 0, 0];
  for (const { box } of pieces) {
    west = Math.min(west, box[0]);
    south = Math.min(south, box[1]);
    east = Math.max(east, box[2]);
    north = Math.max(north, box[3]);
    if (pace.isDue()) await pace.rest();
  }
  return [west - margin, south - margin, east + margin, north + margin];
}

/** An area lies in another one if all but so much of it does. */
const insignificant = 1e-4;

async function overlapsOf({ overlaps, sizes }: Findings, names: readonly string[]): Promise<readonly AreaOverlap[]> {
  const found: AreaOverlap[] = [];
  for (const { areas, squareMetres, polygons } of overlaps.values()) {
    const [smaller, larger] = areas.toSorted((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
    const size = sizes[smaller ?? 0] ?? 0;
    const [holds, other] = [names[smaller ?? 0] ?? "", names[larger ?? 0] ?? ""];
    found.push({
      areas: holds < other ? [holds, other] : [other, holds],
      holds,
      within: squareMetres >= size * (1 - insignificant),
      squareMetres,
      polygons: joined(polygons),
    });
    if (pace.isDue()) await pace.rest();
  }
  return largestFirst(found);
}

async function gapsOf({ free }: Findings, box: Box, areasAt: AreasAt): Promise<readonly AreaGap[]> {
  const found: AreaGap[] = [];
  for (const parts of await enclosedParts(free, box)) {
    const polygons = joined(parts).filter((polygon) => !isSliver(polygon));
    const squareMetres = polygons.reduce((sum, polygon) => sum + squareMetresOf(polygon), 0);
    if (polygons.length > 0) found.push({ areas: areasAround(polygons, areasAt), squareMetres, polygons });
    if (pace.isDue()) await pace.rest();
  }
  return largestFirst(found);
}

type AreasAt = (x: number, y: number) => readonly string[];

/** Where a gap is looked around: at so many of its corners. */
const cornersLookedAt = 25;

function areasAround(polygons: readonly Polygon[], areasAt: AreasAt): readonly string[] {
  const found = new Set<string>();
  const corners = polygons.flatMap((rings) => rings.flatMap((xy) => [...xy.subarray(0, 2 * cornersLookedAt)]));
  for (let i = 0; i < Math.min(corners.length, 2 * cornersLookedAt); i += 2)
    for (const name of areasAt(corners[i] ?? 0, corners[i + 1] ?? 0)) found.add(name);
  return [...found].sort();
}

/** In units: what a gap is narrower than it is on the map, and more. */
const near = 12;

const areasNear = (boundaries: readonly Boundary[], x: number, y: number): readonly string[] =>
  [-near, near].flatMap((east) =>
    [-near, near].flatMap((north) =>
      areasAtPoint(boundaries, { lon: (x + east) / unitsPerDegree, lat: (y + north) / unitsPerDegree }),
    ),
  );

const largestFirst = <One extends { readonly squareMetres: number }>(found: readonly One[]): readonly One[] =>
  found.toSorted((a, b) => b.squareMetres - a.squareMetres);

/** Joining so many corners takes about a millisecond. */
const joinedAtMost = 2_000;

/** Parts that border on each other as one polygon; as they are where they have too many corners. */
function joined(parts: readonly Polygon[]): readonly Polygon[] {
  const [first] = parts[0] ?? [];
  const corners = parts.flat().reduce((sum, xy) => sum + xy.length / 2, 0);
  if (parts.length < 2 || first === undefined || corners > joinedAtMost) return parts;
  const origin = { x: first[0] ?? 0, y: first[1] ?? 0 };
  return polygonsOf(ctUnion, [parts.flat().map((xy) => toPath(xy, origin)), []], origin);
}
