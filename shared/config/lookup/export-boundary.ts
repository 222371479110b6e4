import { encodePieces } from "../../json/json-pieces.ts";
import { unitsPerDegree } from "../../location/boundary.ts";
import type { PlainPolygon } from "../../location/make-boundary.ts";

const cornersAtOnce = 200;

/** Polygons as GeoJSON (RFC 7946) that an import reads back, a feature for each, in pieces of UTF-8. Paced. */
export const exportBoundary = (polygons: readonly PlainPolygon[]): Promise<readonly Uint8Array[]> =>
  encodePieces(textsOf(polygons));

function* textsOf(polygons: readonly PlainPolygon[]): Generator<string> {
  yield '{"type":"FeatureCollection","features":[';
  for (const [i, { area, rings }] of polygons.entries()) {
    yield `${i === 0 ? "" : ","}\n{"type":"Feature","properties":{"area":${JSON.stringify(area)}},`;
    yield '"geometry":{"type":"Polygon","coordinates":[';
    for (const [place, xy] of rings.entries()) {
      yield place === 0 ? "[" : ",[";
      yield* textsOfRing(xy);
      yield "]";
    }
    yield "]}}";
  }
  yield "\n]}\n";
}

/** Its first corner again at the end (RFC 7946, 3.1.6). */
function* textsOfRing(xy: Int32Array): Generator<string> {
  for (let first = 0; first < xy.length; first += 2 * cornersAtOnce) {
    const part = xy.subarray(first, first + 2 * cornersAtOnce);
    yield Array.from({ length: part.length / 2 }, (_, i) => `${position(part[2 * i], part[2 * i + 1])},`).join("");
  }
  yield position(xy[0], xy[1]);
}

const position = (x = 0, y = 0): string => `[${x / unitsPerDegree},${y / unitsPerDegree}]`;
