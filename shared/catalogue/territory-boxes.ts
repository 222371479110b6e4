import { territoryBoxTable } from "./territory-box-table.ts";

/** A rectangle in degrees: west, south, east, north. */
export type DegreeBox = readonly [number, number, number, number];

/**
 * Where each territory is, half a degree around its borders and more: a few boxes, because of overseas parts and of the antimeridian. A
 * country has those of its overseas parts too.
 */
export const territoryBoxes: ReadonlyMap<string, readonly DegreeBox[]> = new Map(
  territoryBoxTable
    .trim()
    .split("\n")
    .map((line) => {
      const [territory = "", ...sides] = line.split(" ");
      return [territory, boxesOf(sides.map(Number))];
    }),
);

function boxesOf(sides: readonly number[]): readonly DegreeBox[] {
  const boxes: DegreeBox[] = [];
  for (let i = 0; i + 3 < sides.length; i += 4)
    boxes.push([sides[i] ?? 0, sides[i + 1] ?? 0, sides[i + 2] ?? 0, sides[i + 3] ?? 0]);
  return boxes;
}
