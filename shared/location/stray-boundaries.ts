import { pace } from "../pace.ts";
import type { Box } from "./boundary.ts";
import { describeWhereabouts, whetherInTerritory } from "./whether-in-territory.ts";

/** The boxes of polygons by area, and the areas by the territory that they are in. */
export type BoxesByTerritory = ReadonlyMap<string, ReadonlyMap<string, readonly Box[]>>;

/** Gathers the boxes of those areas of which the territory is known. Paced. */
export async function boxesByTerritory(
  polygons: Iterable<{ readonly area: string; readonly box: Box }>,
  territories: ReadonlyMap<string, string>,
): Promise<BoxesByTerritory> {
  const found = new Map<string, Map<string, Box[]>>();
  for (const { area, box } of polygons) {
    const territory = territories.get(area);
    if (territory !== undefined) addBox(found, [territory, area], box);
    if (pace.isDue()) await pace.rest();
  }
  return found;
}

function addBox(found: Map<string, Map<string, Box[]>>, [territory, area]: readonly [string, string], box: Box): void {
  const areas = found.get(territory) ?? new Map<string, Box[]>();
  found.set(territory, areas);
  const boxes = areas.get(area);
  if (boxes === undefined) areas.set(area, [box]);
  else boxes.push(box);
}

/** The territories of whose areas no boundary is there, as sentences. */
export const strayTerritories = (found: BoxesByTerritory): readonly string[] =>
  [...found].flatMap(([territory, areas]) => {
    const whereabouts = whetherInTerritory(territory, [...areas.values()].flat());
    if (whereabouts === "there") return [];
    return [`all boundaries of areas of ${territory} ${describeWhereabouts(territory, whereabouts)}`];
  });

const namedAtMost = 20;

/** The first 20 areas of which no boundary is in their territory, as sentences. */
export const strayAreas = (found: BoxesByTerritory): readonly string[] =>
  [...found]
    .flatMap(([territory, areas]) =>
      [...areas].flatMap(([area, boxes]) => {
        const whereabouts = whetherInTerritory(territory, boxes);
        return whereabouts === "there"
          ? []
          : [`the boundaries of ${area} ${describeWhereabouts(territory, whereabouts)}`];
      }),
    )
    .slice(0, namedAtMost);
