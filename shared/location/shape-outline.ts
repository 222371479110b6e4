import { type Box, toUnits } from "./boundary.ts";
import { unwrapped } from "./distances.ts";
import type { Point, Shape } from "./place.ts";

/**
 * The outline of a shape. `xy`: longitude and latitude of each corner in turn, in units; longitudes go on beyond 180 degrees where the
 * shape crosses the antimeridian. The last corner is not the first again.
 */
export type Outline = { readonly xy: Float64Array; readonly box: Box };

const metresPerDegree = 111_195;
/** A circle as a polygon of so many corners, around it: what it touches, the polygon touches. */
const cornersOfCircle = 32;
/** Nearer to a pole degrees of longitude are too short to be of use. */
const shortest = 0.01;

/** Null for a point, and for a shape without any extent. */
export function outlineOf(shape: Shape): Outline | null {
  switch (shape.kind) {
    case "point":
      return null;
    case "circle":
      return aroundCentre(shape.centre, shape.radiusM, shape.radiusM, 0);
    case "ellipse":
      return aroundCentre(shape.centre, shape.semiMajorM, shape.semiMinorM, shape.orientationDeg);
    case "arc-band":
      return outline(bandCorners(shape).map(([bearing, metres]) => away(shape.apex, metres, bearing)));
    case "polygon":
      return outline(unwrapped(shape.ring));
  }
}

/** `major` lies along the bearing, `minor` across it. */
function aroundCentre(centre: Point, major: number, minor: number, bearing: number): Outline | null {
  if (!(major > 0) || !(minor > 0)) return null;
  const wider = 1 / Math.cos(Math.PI / cornersOfCircle);
  const turn = radians(bearing);
  const corners = Array.from({ length: cornersOfCircle }, (_, i) => {
    const angle = (2 * Math.PI * i) / cornersOfCircle;
    const [along, across] = [wider * major * Math.cos(angle), wider * minor * Math.sin(angle)];
    const north = along * Math.cos(turn) - across * Math.sin(turn);
    const east = along * Math.sin(turn) + across * Math.cos(turn);
    return moved(centre, north, east);
  });
  return outline(corners);
}

const stepsOfArc = 8;

/** The corners of an arc band as bearing and distance: the outer arc one way, the inner one back. */
function bandCorners(band: Extract<Shape, { kind: "arc-band" }>): readonly (readonly [number, number])[] {
  const { innerM, outerM, startDeg, openingDeg } = band;
  const bearings = Array.from({ length: stepsOfArc + 1 }, (_, i) => startDeg + (openingDeg * i) / stepsOfArc);
  const wider = 1 / Math.cos(radians(openingDeg / stepsOfArc / 2));
  return [
    ...bearings.map((bearing) => [bearing, outerM * wider] as const),
    ...bearings.toReversed().map((bearing) => [bearing, innerM] as const),
  ];
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

const away = (from: Point, metres: number, bearing: number): Point =>
  moved(from, metres * Math.cos(radians(bearing)), metres * Math.sin(radians(bearing)));

/** On a flat map around the point: right enough for the few kilometres that a caller can be off. */
function moved({ lat, lon }: Point, north: number, east: number): Point {
  const narrowed = Math.max(shortest, Math.cos(radians(lat)));
  return {
    lat: Math.max(-90, Math.min(90, lat + north / metresPerDegree)),
    lon: lon + Math.max(-180, Math.min(180, east / metresPerDegree / narrowed)),
  };
}

function outline(points: readonly Point[]): Outline | null {
  if (points.length < 3) return null;
  const xy = new Float64Array(2 * points.length);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [i, { lat, lon }] of points.entries()) {
    const [x, y] = [toUnits(lon), toUnits(lat)];
    xy[2 * i] = x;
    xy[2 * i + 1] = y;
    [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  }
  return { xy, box: [west, south, east, north] };
}

/** The same outline, further to the east by whole turns of the world. */
export const turned = ({ xy, box: [west, south, east, north] }: Outline, units: number): Outline => ({
  xy: xy.map((value, i) => (i % 2 === 0 ? value + units : value)),
  box: [west + units, south, east + units, north],
});
