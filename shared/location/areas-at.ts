import { type Boundary, toUnits } from "./boundary.ts";
import type { Point, Shape } from "./place.ts";
import { sideOf } from "./point-in-polygon.ts";
import { type Outline, outlineOf, turned } from "./shape-outline.ts";
import { type EdgeBudget, shapeTouches } from "./shape-touches.ts";

const world = 3_600_000_000;

/** The areas that have a point, one on their border too; the smallest first, then by name. */
export function areasAtPoint(boundaries: readonly Boundary[], { lat, lon }: Point): readonly string[] {
  const [x, y] = [toUnits(lon), toUnits(lat)];
  const found = new Map<string, number>();
  for (const boundary of boundaries) {
    addAreasAt(boundary, x, y, found);
    // The antimeridian is the edge of the map on both sides (RFC 7946, 3.1.9).
    if (Math.abs(x) === world / 2) addAreasAt(boundary, -x, y, found);
  }
  return inOrder(found);
}

function addAreasAt({ areas, sizes, groups }: Boundary, x: number, y: number, found: Map<string, number>): void {
  for (const { box, polygons, index } of groups) {
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
    for (const place of index.search(x, y, x, y)) {
      const polygon = polygons[place];
      const area = areas[polygon?.area ?? -1];
      if (polygon === undefined || area === undefined || found.has(area)) continue;
      if (sideOf(polygon, x, y) !== "outside") found.set(area, sizes[polygon.area] ?? 0);
    }
  }
}

const inOrder = (found: ReadonlyMap<string, number>): readonly string[] =>
  found.size < 2
    ? [...found.keys()]
    : [...found].sort(([a, sizeA], [b, sizeB]) => sizeA - sizeB || (a < b ? -1 : 1)).map(([area]) => area);

/** As many as help a person. */
const touchedAtMost = 10;

/** `isWanted`: whether an area counts; others are not even looked at. */
type TouchSearch = { readonly budget: EdgeBudget; readonly isWanted: (area: string) => boolean };

/** The wanted areas that a shape touches, at most ten, in the same order; fewer where the budget is used up. */
export function areasTouched(boundaries: readonly Boundary[], shape: Shape, search: TouchSearch): readonly string[] {
  const outline = outlineOf(shape);
  if (outline === null) return [];
  const found = new Map<string, number>();
  const [west, , east] = outline.box;
  const outlines = [
    outline,
    ...(east > world / 2 ? [turned(outline, -world)] : []),
    ...(west < -world / 2 ? [turned(outline, world)] : []),
  ];
  for (const boundary of boundaries) for (const one of outlines) addTouched(boundary, one, search, found);
  return inOrder(found);
}

function addTouched(
  { areas, sizes, groups }: Boundary,
  outline: Outline,
  { budget, isWanted }: TouchSearch,
  found: Map<string, number>,
): void {
  for (const { polygons, index } of groups)
    for (const place of index.search(...outline.box)) {
      const polygon = polygons[place];
      const area = areas[polygon?.area ?? -1];
      if (polygon === undefined || area === undefined || found.has(area) || !isWanted(area)) continue;
      if (found.size >= touchedAtMost || budget.left < 0) return;
      if (shapeTouches(outline, polygon, budget)) found.set(area, sizes[polygon.area] ?? 0);
    }
}
