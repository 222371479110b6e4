import type { Boundary, Box } from "../../location/boundary.ts";
import {
  type BoxesByTerritory,
  boxesByTerritory,
  strayAreas,
  strayTerritories,
} from "../../location/stray-boundaries.ts";
import type { ConfigDocument } from "../document.ts";
import type { DocumentFault } from "../document-fault.ts";
import { faultAt, type Rule, type Subject } from "./rule.ts";

/** A boundary has something in each territory that its areas are of: what has nothing there has latitude first, as a rule. */
export const boundariesAreInTerritories: Rule = (subject) =>
  inBoundaries(subject, (isKept, found) => (isKept ? [] : strayTerritories(found)));

/** Warning: the same of a table that was there before; and an area of which nothing is in its territory. */
export const areasAreInTerritories: Rule = (subject) =>
  inBoundaries(subject, (isKept, found) => {
    const strays = strayTerritories(found);
    if (strays.length === 0) return strayAreas(found);
    return isKept ? strays : [];
  });

async function inBoundaries(
  { document, snapshot, isKept }: Subject,
  judge: (isKept: boolean, found: BoxesByTerritory) => readonly string[],
): Promise<readonly DocumentFault[]> {
  const territories = new Map(document.areas.map(({ name, territory }) => [name, territory]));
  const faults: DocumentFault[] = [];
  for (const [index, listed] of document.locationTables.entries()) {
    const table = snapshot.locationTables.get(listed.name);
    if (table?.keys !== "boundary") continue;
    const found = await boxesByTerritory(boxesOf(table.boundary), territories);
    for (const message of judge(isKept("locationTables", listed), found))
      faults.push(faultAt("locationTables", index, ["version"], describe(listed, message)));
  }
  return faults;
}

const describe = ({ name, version }: ConfigDocument["locationTables"][number], message: string): string =>
  `version ${version} of ${name}: ${message}`;

function* boxesOf({ areas, groups }: Boundary): Generator<{ readonly area: string; readonly box: Box }> {
  for (const { polygons } of groups) for (const { area, box } of polygons) yield { area: areas[area] ?? "", box };
}
