type Position = readonly number[];
type Polygon = readonly (readonly Position[])[];

/** A part of a territory on the map (GeoJSON, RFC 7946: longitude first). */
export type Shape = { readonly area: string; readonly polygons: readonly Polygon[] };

type Fitted = {
  readonly width: number;
  readonly height: number;
  /** Path data of SVG, in the order of the shapes. */
  readonly outlines: readonly { readonly area: string; readonly outline: string }[];
};

const widthOfMap = 1_000;
const highestMap = 800;
/** So much is left free on each side. */
const margin = 10;

/**
 * Fits shapes into a map: degrees of longitude are as wide as they are in the middle of it, which is right for a country. What lies
 * on both sides of the antimeridian stands together.
 */
export function fitShapes(shapes: readonly Shape[]): Fitted | null {
  const all = shapes.flatMap(({ polygons }) => polygons.flat(2));
  if (all.length === 0) return null;
  const isAcross = spanOf(all.map(lonOf)).size > 180;
  const east = (position: Position): number => lonOf(position) + (isAcross && lonOf(position) < 0 ? 360 : 0);
  const [lon, lat] = [spanOf(all.map(east)), spanOf(all.map(latOf))];
  const squeeze = Math.cos((((lat.least + lat.most) / 2) * Math.PI) / 180);
  const scale = Math.min(widthOfMap / (lon.size * squeeze), highestMap / lat.size);
  const place = (position: Position): string => {
    const x = margin + (east(position) - lon.least) * squeeze * scale;
    const y = margin + (lat.most - latOf(position)) * scale;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return {
    width: Math.ceil(lon.size * squeeze * scale) + 2 * margin,
    height: Math.ceil(lat.size * scale) + 2 * margin,
    outlines: shapes.map(({ area, polygons }) => ({
      area,
      outline: polygons.flatMap((rings) => rings.map((ring) => outlineOf(ring.map(place)))).join(""),
    })),
  };
}

const lonOf = ([lon = 0]: Position): number => lon;
const latOf = ([, lat = 0]: Position): number => lat;

/** Never nothing: a single point has a size too. */
function spanOf(values: readonly number[]) {
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  return { least, most, size: Math.max(most - least, 0.001) };
}

/** A county may have thousands of points, of which most fall together on the map. */
function outlineOf(places: readonly string[]): string {
  const seen = places.filter((place, index) => place !== places[index - 1]);
  return `M${seen.join("L")}Z`;
}
