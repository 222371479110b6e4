import { compileLocationTable } from "../../shared/config/compile/compile-location-table.ts";
import { keysRow } from "../../shared/config/lookup/location-rows.ts";
import { type Boundary, toUnits } from "../../shared/location/boundary.ts";
import type { PlainPolygon } from "../../shared/location/make-boundary.ts";
import { packBoundary } from "../../shared/location/pack-boundary.ts";
import type { LookupTable } from "../../shared/routing/lookup-table.ts";

/** As many areas as the United States have counties. */
const areasAcross = 56;

/** The boundary of a stored lookup table. */
export async function compileWavyAreas(stored: LookupTable): Promise<Boundary> {
  const compiled = await compileLocationTable(stored, { keys: "boundary" });
  if ("why" in compiled || compiled.keys !== "boundary") throw new Error("it is no boundary");
  return compiled.boundary;
}

/** The rows of a lookup table of about 3,000 areas over North America, whose borders have so many corners in all. */
export async function storedWavyAreas(corners: number): Promise<LookupTable> {
  const rows = await packBoundary(wavyAreas(Math.round(corners / areasAcross ** 2)));
  return new Map([[keysRow, "boundary"], ...rows.map(({ key, value }) => [key, value] as const)]);
}

/** Areas side by side over North America, each a round shape with so many corners. */
function* wavyAreas(corners: number): Generator<PlainPolygon> {
  const [width, height] = [58 / areasAcross, 25 / areasAcross];
  for (let column = 0; column < areasAcross; column++)
    for (let row = 0; row < areasAcross; row++) {
      const [lon, lat] = [-125 + (column + 0.5) * width, 25 + (row + 0.5) * height];
      const xy = new Int32Array(2 * corners);
      for (let i = 0; i < corners; i++) {
        const angle = (2 * Math.PI * i) / corners;
        const reach = 0.45 + 0.05 * Math.sin(9 * angle);
        xy[2 * i] = toUnits(lon + width * reach * Math.cos(angle));
        xy[2 * i + 1] = toUnits(lat + height * reach * Math.sin(angle));
      }
      yield { area: `area-${column}-${row}`, rings: [xy] };
    }
}
