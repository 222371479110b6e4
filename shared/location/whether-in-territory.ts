import { territoryBoxes } from "../catalogue/territory-boxes.ts";
import { type Box, toUnits, touches } from "./boundary.ts";

/** `swapped`: they would be there, had each point its longitude first. */
export type Whereabouts = "there" | "swapped" | "elsewhere";

/** Whether any of some boxes is where a territory is. Nothing is known of a territory without a box: then they are there. */
export function whetherInTerritory(territory: string, boxes: readonly Box[]): Whereabouts {
  const own = territoryBoxes.get(territory)?.map(([west, south, east, north]): Box => {
    return [toUnits(west), toUnits(south), toUnits(east), toUnits(north)];
  });
  if (own === undefined || boxes.length === 0 || anyTouches(own, boxes)) return "there";
  const swapped = boxes.map(([west, south, east, north]): Box => [south, west, north, east]);
  return anyTouches(own, swapped) ? "swapped" : "elsewhere";
}

const anyTouches = (some: readonly Box[], others: readonly Box[]): boolean =>
  others.some((other) => some.some((one) => touches(one, other)));

/** What is said of areas that are not where their territory is. */
export const describeWhereabouts = (territory: string, whereabouts: Exclude<Whereabouts, "there">): string =>
  whereabouts === "swapped"
    ? `lie outside ${territory}, and would lie in it with latitude and longitude swapped: longitude comes first (RFC 7946, 3.1.1)`
    : `lie outside ${territory}; longitude comes first (RFC 7946, 3.1.1)`;
