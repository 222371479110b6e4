import type { Point } from "./place.ts";

/** The mean radius of the Earth. */
const earthM = 6_371_009;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** The distance between two points on a sphere, in metres: right to half a percent. */
export function distanceM(a: Point, b: Point): number {
  const [latA, latB] = [radians(a.lat), radians(b.lat)];
  const halfLat = Math.sin((latB - latA) / 2);
  const halfLon = Math.sin(radians(b.lon - a.lon) / 2);
  const squared = halfLat ** 2 + Math.cos(latA) * Math.cos(latB) * halfLon ** 2;
  return 2 * earthM * Math.asin(Math.min(1, Math.sqrt(squared)));
}

/** The point at a distance in a direction, which is clockwise from north. */
export function pointFrom(start: Point, lengthM: number, directionDeg: number): Point {
  const [lat, angle, direction] = [radians(start.lat), lengthM / earthM, radians(directionDeg)];
  const sinLat = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(direction);
  const east = Math.sin(direction) * Math.sin(angle) * Math.cos(lat);
  const turned = Math.atan2(east, Math.cos(angle) - Math.sin(lat) * sinLat);
  return { lat: degrees(Math.asin(Math.max(-1, Math.min(1, sinLat)))), lon: wrapped(start.lon + degrees(turned)) };
}

/** A longitude from -180 to 180. */
export const wrapped = (lon: number): number => (lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);

/** The corners of a ring on one map: longitudes go on beyond 180 degrees where it crosses the antimeridian. */
export function unwrapped(ring: readonly Point[]): readonly Point[] {
  const [first = { lat: 0, lon: 0 }] = ring;
  return ring.map(({ lat, lon }) => ({ lat, lon: first.lon + wrapped(lon - first.lon) }));
}

/** How far the farthest of some points is. */
export const farthestM = (centre: Point, points: readonly Point[]): number =>
  points.reduce((farthest, point) => Math.max(farthest, distanceM(centre, point)), 0);
