import { unwrapped, wrapped } from "./distances.ts";
import type { Point } from "./place.ts";

/**
 * A point that stands for a ring, and that the ring has by the even-odd rule: the centroid of its area, unless that lies outside, as it
 * may if the ring is bent or crosses itself. Then the middle of the widest stretch inside, of some parallels. A ring without an area
 * has its centre on its line.
 */
export function centreOfRing(ring: readonly Point[]): Point {
  const corners = unwrapped(ring);
  const centroid = centroidOf(corners);
  const { lat, lon } = has(corners, centroid) ? centroid : middleOfWidest(corners);
  return { lat, lon: wrapped(lon) };
}

/** Far away, or no number, where parts of the area cancel each other. */
function centroidOf(corners: readonly Point[]): Point {
  const [first = { lat: 0, lon: 0 }] = corners;
  let [area, lat, lon] = [0, 0, 0];
  corners.forEach((point, i) => {
    const next = corners[(i + 1) % corners.length] ?? first;
    const [x, y, nextX, nextY] = [
      point.lon - first.lon,
      point.lat - first.lat,
      next.lon - first.lon,
      next.lat - first.lat,
    ];
    const cross = x * nextY - nextX * y;
    area += cross;
    lat += (y + nextY) * cross;
    lon += (x + nextX) * cross;
  });
  return { lat: first.lat + lat / (3 * area), lon: first.lon + lon / (3 * area) };
}

const has = (corners: readonly Point[], { lat, lon }: Point): boolean =>
  crossingsAt(corners, lat).filter((crossing) => crossing < lon).length % 2 === 1;

/** The longitudes at which a ring crosses a parallel: an even number of them. */
function crossingsAt(corners: readonly Point[], lat: number): number[] {
  const crossings: number[] = [];
  let from = corners.at(-1);
  for (const to of corners) {
    if (from !== undefined && from.lat > lat !== to.lat > lat)
      crossings.push(from.lon + ((lat - from.lat) / (to.lat - from.lat)) * (to.lon - from.lon));
    from = to;
  }
  return crossings;
}

/** Shares of the way from the lowest to the highest corner, the best one first: of stretches as wide the first counts. */
const parallels = [1 / 2, 1 / 4, 3 / 4];

function middleOfWidest(corners: readonly Point[]): Point {
  const [south, north] = endsOf(corners.map(({ lat }) => lat));
  const [west, east] = endsOf(corners.map(({ lon }) => lon));
  // Of corners in line along a parallel, which nothing crosses.
  let middle = { lat: (south + north) / 2, lon: (west + east) / 2 };
  let widest = -1;
  for (const share of parallels) {
    const lat = betweenCorners(corners, south + share * (north - south));
    const crossings = Float64Array.from(crossingsAt(corners, lat)).sort();
    for (let i = 1; i < crossings.length; i += 2) {
      const [from = 0, to = 0] = [crossings[i - 1], crossings[i]];
      if (to - from <= widest) continue;
      middle = { lat, lon: (from + to) / 2 };
      widest = to - from;
    }
  }
  return middle;
}

const endsOf = (values: readonly number[]): readonly [number, number] =>
  values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);

/** A parallel near another one that goes through no corner: there the ring may have a level edge, which is no inside. */
function betweenCorners(corners: readonly Point[], parallel: number): number {
  let [below, above] = [-Infinity, Infinity];
  for (const { lat } of corners) {
    if (lat <= parallel) below = Math.max(below, lat);
    else above = Math.min(above, lat);
  }
  return above === Infinity ? parallel : (below + above) / 2;
}
