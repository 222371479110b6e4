import { toUnits } from "../../../shared/location/boundary.ts";

/** A square of whole degrees as a polygon of an area. */
export const square = (area: string, west: number, south: number, side: number) => ({
  area,
  rings: [
    Int32Array.from(
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
      ].flatMap(([lon = 0, lat = 0]) => [toUnits(lon), toUnits(lat)]),
    ),
  ],
});
