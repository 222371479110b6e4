import { callerNumbers, prefixesOf } from "../recognition/caller-numbers.ts";
import type { AreaMatch } from "./area-finding.ts";
import type { CompiledAreas, KeyedRows } from "./areas.ts";
import { areasAtPoint, areasTouched } from "./areas-at.ts";
import { areasOfCivic, foldCivic } from "./civic-key.ts";
import type { LocationSource } from "./location-sources.ts";
import type { Place } from "./place.ts";
import type { EdgeBudget } from "./shape-touches.ts";

/** What may tell the area of a caller in a territory. */
export type Hints = {
  /** Null where none is known, or none is believed. */
  readonly place: Place | null;
  /** As received; a number in any spelling. */
  readonly callingParty: string | null;
  readonly locationKey: string | null;
  readonly territory: string;
  /** Of one call, for all that is told of its place. */
  readonly budget: EdgeBudget;
};

/** What one source tells: a match in the territory, or none and perhaps that the caller is elsewhere. */
export type Told = { readonly match: AreaMatch | null; readonly isAbroad: boolean };

const nothing: Told = { match: null, isAbroad: false };
const none: readonly never[] = [];

/** Asks one source. */
export function askSource(source: LocationSource, areas: CompiledAreas, hints: Hints): Told {
  switch (source) {
    case "boundary":
      return askBoundaries(areas, hints);
    case "civic":
      return askCivic(areas, hints);
    case "locationKey":
      return keyed(areas, hints, source, hints.locationKey === null ? none : [hints.locationKey]);
    case "callingParty":
    case "callingPartyPrefix":
      return askCaller(areas, hints, source);
  }
}

function askBoundaries(areas: CompiledAreas, { place, territory, budget }: Hints): Told {
  const boundaries = areas.tables.boundary;
  if (place?.shape === null || place === null || boundaries.length === 0) return nothing;
  const here = areasAtPoint(boundaries, place.shape.centre);
  const isWanted = (name: string): boolean => areas.byName.get(name)?.territory === territory;
  const touched = place.shape.kind === "point" ? none : areasTouched(boundaries, place.shape, { budget, isWanted });
  const [first, ...alternatives] = new Set([...here.filter(isWanted), ...touched]);
  const isAbroad = first === undefined && here.some((name) => areas.byName.has(name));
  if (first === undefined) return { match: null, isAbroad };
  const isWhole = alternatives.length === 0 && budget.left >= 0 && here.includes(first);
  return { match: matchOf(areas, first, "boundary", isWhole ? "inside" : "overlaps", alternatives), isAbroad };
}

function askCivic(areas: CompiledAreas, { place, territory }: Hints): Told {
  const civic = place?.civic ?? null;
  if (civic === null || areas.tables.civic.length === 0) return nothing;
  const parts = foldCivic(civic);
  let [told, heaviest] = [nothing, -1];
  for (const rows of areas.tables.civic)
    for (const [area, weight] of areasOfCivic(rows, parts)) {
      const found = within(areas, area, territory, "civic");
      if (found.match === null && told.match === null && found.isAbroad) told = found;
      if (found.match !== null && weight > heaviest) [told, heaviest] = [found, weight];
    }
  return told;
}

function askCaller(areas: CompiledAreas, hints: Hints, source: "callingParty" | "callingPartyPrefix"): Told {
  if (hints.callingParty === null || areas.tables[source].length === 0) return nothing;
  const numbers = callerNumbers(hints.callingParty, hints.territory);
  const keys = source === "callingParty" ? numbers : prefixesOf(numbers);
  // Where a number was issued says nothing sure about where its caller is.
  return { ...keyed(areas, hints, source, keys), isAbroad: false };
}

/** The keys are tried in order, the first one in all tables before the second. */
function keyed(
  areas: CompiledAreas,
  { territory }: Hints,
  source: Exclude<LocationSource, "boundary" | "civic">,
  keys: readonly string[],
): Told {
  let told = nothing;
  for (const key of keys)
    for (const rows of key === "*" ? none : areas.tables[source]) {
      const found = within(areas, rows.get(key) ?? null, territory, source);
      if (found.match !== null) return found;
      if (found.isAbroad) told = found;
    }
  return told;
}

function within(areas: CompiledAreas, area: string | null, territory: string, source: LocationSource): Told {
  const found = area === null ? undefined : areas.byName.get(area);
  if (found === undefined) return nothing;
  if (found.territory !== territory) return { match: null, isAbroad: true };
  return { match: matchOf(areas, found.name, source, "key", none), isAbroad: false };
}

/** The row `*` of the first table, in this order, that has one of the territory. */
export function defaultArea(
  order: readonly LocationSource[],
  areas: CompiledAreas,
  territory: string,
): AreaMatch | null {
  for (const source of order) {
    if (source === "boundary") continue;
    const tables: readonly KeyedRows[] =
      source === "civic" ? areas.tables.civic.map(({ rows }) => rows) : areas.tables[source];
    for (const rows of tables) {
      const area = areas.byName.get(rows.get("*") ?? "");
      if (area?.territory === territory) return matchOf(areas, area.name, source, "default", none);
    }
  }
  return null;
}

function matchOf(
  { byName }: CompiledAreas,
  area: string,
  from: LocationSource,
  match: AreaMatch["match"],
  alternatives: readonly string[],
): AreaMatch | null {
  const routing = byName.get(area);
  return routing === undefined ? null : { area, from, match, alternatives, routing };
}
