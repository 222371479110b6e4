import type { LocationTable } from "../../location/areas.ts";
import { pace } from "../../pace.ts";
import type { DocumentFault } from "../document-fault.ts";
import { eachItem, faultAt, type Rule, when } from "./rule.ts";

/** A lookup table and a location table have rows in the same store, so that a name means one of them. */
export const tableNamesDiffer = eachItem("locationTables", ({ document }) => {
  const others = new Set(document.lookupTables.map(({ name }) => name));
  return ({ name }) => when(others.has(name), ["name"], `there is a lookup table ${name}`);
});

const namedAtMost = 20;

/** Every row of a location table leads to an area that there is. Paced: a table has many rows. */
export const rowsLeadToAreas: Rule = async ({ document, snapshot }) => {
  const known = new Set(document.areas.map(({ name }) => name));
  const faults: DocumentFault[] = [];
  for (const [index, { name, version }] of document.locationTables.entries()) {
    const missing = new Set<string>();
    for (const area of areasOf(snapshot.locationTables.get(name))) {
      if (!known.has(area)) missing.add(area);
      if (pace.isDue()) await pace.rest();
    }
    if (missing.size > 0)
      faults.push(
        faultAt(
          "locationTables",
          index,
          ["version"],
          describeMissing(`version ${version} of ${name}`, [...missing].sort()),
        ),
      );
  }
  return faults;
};

/** The areas that rows lead to, one more than once. */
export function areasOf(table: LocationTable | undefined): Iterable<string> {
  if (table === undefined) return [];
  if (table.keys === "boundary") return table.boundary.areas;
  return (table.keys === "civic" ? table.civic.rows : table.rows).values();
}

function describeMissing(table: string, areas: readonly string[]): string {
  const more = areas.length - namedAtMost;
  const named = areas.slice(0, namedAtMost).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return areas.length === 1
    ? `there is no area ${named}, which ${table} leads to`
    : `there are no areas ${named}, which ${table} leads to`;
}
