import { featuresIn } from "@rapideditor/country-coder";

/** Boxes nearer to each other than one degree become one. */
const nearDeg = 1;
/** Around the borders, for callers at sea and for maps that are drawn less exactly. */
const marginDeg = 0.5;

/**
 * Where territories are: lines such as "FJ 176 -22 180 -12 -180 -22 -177 -12", each box with west, south, east, north in whole degrees. Overseas
 * parts count for their country too, because operators configure them either way. Of country-coder's borders.
 */
export const territoryBoxLines = (territories) =>
  territories.flatMap(({ territory }) => {
    const boxes = boxesOf(territory);
    return boxes.length === 0 ? [] : [`${territory} ${boxes.flat().join(" ")}`];
  });

function boxesOf(territory) {
  const polygons = featuresIn(territory).flatMap(({ geometry }) => geometry?.coordinates ?? []);
  return merged(polygons.map(([outside]) => boxOf(outside))).map(widened);
}

function boxOf(ring) {
  const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** Joins two boxes as long as any two are near each other. */
function merged(boxes) {
  for (const [i, one] of boxes.entries())
    for (const [j, other] of boxes.entries())
      if (i < j && isNear(one, other))
        return merged([...boxes.filter((_, place) => place !== i && place !== j), joined(one, other)]);
  return boxes.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
}

const isNear = (a, b) =>
  a[0] - nearDeg <= b[2] && b[0] - nearDeg <= a[2] && a[1] - nearDeg <= b[3] && b[1] - nearDeg <= a[3];

const joined = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];

const widened = ([west, south, east, north]) => [
  Math.max(-180, Math.floor(west - marginDeg)),
  Math.max(-90, Math.floor(south - marginDeg)),
  Math.min(180, Math.ceil(east + marginDeg)),
  Math.min(90, Math.ceil(north + marginDeg)),
];
