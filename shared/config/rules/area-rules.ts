import { type CompiledAreas, type LocationTable, ruleFor } from "../../location/areas.ts";
import { doubtsAbout } from "../../location/believe-place.ts";
import { findArea } from "../../location/find-area.ts";
import { readLocation } from "../../location/read-location.ts";
import { pace } from "../../pace.ts";
import type { AreaExample } from "../area.ts";
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

/** Every example of an area leads to it, where all location tables could be loaded. */
export const areaExamplesComeOut = eachItem(
  "areas",
  ({ snapshot: { areas }, nowMs }) =>
    ({ name, territory, examples }) => {
      if (areas === null || areas.isDamaged) return [];
      return examples.flatMap((example, place) => {
        const found = areaOfExample(areas, { territory, example, nowMs });
        const led = found === null ? "to no area" : `to ${found}`;
        return when(found !== name, ["examples", place], `should lead to ${name}, but leads ${led}`);
      });
    },
);

type ExampleCall = { readonly territory: string; readonly example: AreaExample; readonly nowMs: number };

function areaOfExample(areas: CompiledAreas, { territory, example, nowMs }: ExampleCall): string | null {
  const { ingress = "default", callingParty = null, locationKey = null, location } = example;
  const told = location === undefined ? null : readLocation(location).place;
  // An example that says when it was is as fresh as it was then: else it would become stale, and every later change with it.
  const atMs = typeof told?.timestampMs === "number" ? told.timestampMs : nowMs;
  const isDoubted = told !== null && doubtsAbout(told, [ruleFor(areas, territory, ingress)], atMs).length > 0;
  const question = { place: isDoubted ? null : told, isDoubted, callingParty, locationKey, territory, ingress };
  return findArea(areas, question)?.match?.area ?? null;
}

/** Warning: an area that no row leads to, or one without routes and conversion of its own: it makes no difference. */
export const areasMakeADifference = eachItem("areas", ({ document, snapshot }) => {
  const led = new Set([...snapshot.locationTables.values()].flatMap((table) => [...new Set(areasOf(table))]));
  const diverted = new Set(document.diverts.flatMap(({ from }) => from.area ?? []));
  const isKnown = snapshot.areas?.isDamaged !== true;
  return ({ name, routeSet, conversion }) => [
    ...when(isKnown && !led.has(name), [], `no location table leads to ${name}`),
    ...when(
      routeSet === null && conversion === null && !diverted.has(name),
      ["routeSet"],
      `${name} has neither a route set nor a conversion: its calls go where they would go without it`,
    ),
  ];
});

function describeMissing(table: string, areas: readonly string[]): string {
  const more = areas.length - namedAtMost;
  const named = areas.slice(0, namedAtMost).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return areas.length === 1
    ? `there is no area ${named}, which ${table} leads to`
    : `there are no areas ${named}, which ${table} leads to`;
}
