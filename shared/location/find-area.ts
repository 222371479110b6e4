import { internationalOf } from "../recognition/caller-territories.ts";
import type { LocationFlag } from "../recognition/location-flags.ts";
import { normaliseCaller } from "../recognition/normalise-caller.ts";
import { type Area, type CompiledAreas, type KeyedRows, type LocationRule, ruleFor } from "./areas.ts";
import { areasAtPoint, areasTouched } from "./areas-at.ts";
import { areasOfCivic } from "./civic-key.ts";
import type { LocationSource } from "./location-sources.ts";
import type { Place, Point } from "./place.ts";

/** What is known of where a caller is, and of the call. */
export type AreaQuestion = {
  readonly place: Place | null;
  /** As received; a number in any spelling. */
  readonly callingParty: string | null;
  readonly locationKey: string | null;
  readonly territory: string;
  readonly ingress: string;
  readonly nowMs: number;
};

/**
 * The area that serves a caller. `inside`: the centre of the shape is in it, and the shape touches no other; `overlaps`: it does, and
 * `alternatives` names the others; `key`: by a row; `default`: by the row `*`.
 */
export type AreaMatch = {
  readonly area: string;
  readonly from: LocationSource;
  readonly match: "inside" | "overlaps" | "key" | "default";
  readonly alternatives: readonly string[];
  readonly routing: Area;
};

export type AreaFlag = LocationFlag | "lookup-table-damaged";

/** `screenRouteSet`: where the call goes in the area's place, because no area could be told. */
export type AreaFinding = {
  readonly match: AreaMatch | null;
  readonly flags: readonly AreaFlag[];
  readonly screenRouteSet: string | null;
  /** Whether there is a place that the rule believes. */
  readonly isPlaceUsed: boolean;
};

/** What one source tells: a match in the territory, or none and perhaps that the caller is elsewhere. */
type Told = { readonly match: AreaMatch | null; readonly isAbroad: boolean };

const nothing: Told = { match: null, isAbroad: false };
const none: readonly never[] = [];

/**
 * Finds the area of a caller: what the sources tell, in the order of the rule. Null where the territory has neither areas nor rules.
 * Total: whatever the question has, there is an answer.
 */
export function findArea(areas: CompiledAreas, question: AreaQuestion): AreaFinding | null {
  if (!areas.territories.has(question.territory) && !areas.hasRuleForAll) return null;
  const rule = ruleFor(areas, question.territory, question.ingress);
  const isStale = isOlder(question, rule);
  const place = isStale || !isBelieved(question.place, rule) ? null : question.place;
  const told = rule.order.map((source) => ask(source, areas, { ...question, place }));
  const match = told.find((one) => one.match !== null)?.match ?? defaultOf(rule, areas, question);
  const isScreened = match === null && rule.screenRouteSet !== null;
  return {
    match,
    screenRouteSet: isScreened ? rule.screenRouteSet : null,
    isPlaceUsed: place !== null,
    flags: flagsOf({ question, rule, areas, told, match, isStale, isUsed: place !== null }, isScreened),
  };
}

function ask(source: LocationSource, areas: CompiledAreas, question: AreaQuestion): Told {
  switch (source) {
    case "boundary":
      return askBoundaries(areas, question);
    case "civic":
      return askCivic(areas, question);
    case "locationKey":
      return keyed(areas, question, source, question.locationKey === null ? none : [question.locationKey]);
    case "callingParty":
    case "callingPartyPrefix":
      return askCaller(areas, question, source);
  }
}

function askBoundaries(areas: CompiledAreas, { place, territory }: AreaQuestion): Told {
  const boundaries = areas.tables.boundary;
  if (place?.shape === null || place === null || boundaries.length === 0) return nothing;
  const here = areasAtPoint(boundaries, place.shape.centre);
  const touched = place.shape.kind === "point" ? none : areasTouched(boundaries, place.shape);
  const all = [...new Set([...here, ...touched])];
  const own = all.filter((name) => areas.byName.get(name)?.territory === territory);
  const [first, ...alternatives] = own;
  const isAbroad = first === undefined && here.some((name) => areas.byName.has(name));
  if (first === undefined) return { match: null, isAbroad };
  const match = alternatives.length === 0 && here.includes(first) ? "inside" : "overlaps";
  return { match: matchOf(areas, first, "boundary", match, alternatives), isAbroad };
}

function askCivic(areas: CompiledAreas, { place, territory }: AreaQuestion): Told {
  const civic = place?.civic ?? null;
  if (civic === null) return nothing;
  let [told, heaviest] = [nothing, -1];
  for (const rows of areas.tables.civic)
    for (const [area, weight] of areasOfCivic(rows, civic)) {
      const found = within(areas, area, territory, "civic");
      if (found.match === null && told.match === null && found.isAbroad) told = found;
      if (found.match !== null && weight > heaviest) [told, heaviest] = [found, weight];
    }
  return told;
}

function askCaller(areas: CompiledAreas, question: AreaQuestion, source: "callingParty" | "callingPartyPrefix"): Told {
  if (question.callingParty === null || areas.tables[source].length === 0) return nothing;
  const { text } = normaliseCaller(question.callingParty);
  const keys = [...new Set([text, internationalOf(text) ?? text])].flatMap((number) => {
    const lengths = source === "callingParty" ? 1 : Math.min(number.length, 20);
    return Array.from({ length: lengths }, (_, i) => number.slice(0, number.length - i));
  });
  // Where a number was issued says nothing sure about where its caller is.
  return { ...keyed(areas, question, source, keys), isAbroad: false };
}

/** The keys are tried in order, the first one in all tables before the second. */
function keyed(
  areas: CompiledAreas,
  { territory }: AreaQuestion,
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

/** The row `*` of the first table, in the order of the rule, that has one of the territory. */
function defaultOf({ order }: LocationRule, areas: CompiledAreas, { territory }: AreaQuestion): AreaMatch | null {
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

const isOlder = ({ place, nowMs }: AreaQuestion, { maxAgeS }: LocationRule): boolean =>
  maxAgeS !== null && place !== null && place.timestampMs !== null && nowMs - place.timestampMs > maxAgeS * 1_000;

/** Methods are compared without regard to case. Where the rule names any, a location that names none is not believed. */
const isBelieved = (place: Place | null, { methods }: LocationRule): boolean =>
  methods === null || methods.has(place?.method?.toLowerCase() ?? "");

type Findings = {
  readonly question: AreaQuestion;
  readonly rule: LocationRule;
  readonly areas: CompiledAreas;
  readonly told: readonly Told[];
  readonly match: AreaMatch | null;
  readonly isStale: boolean;
  readonly isUsed: boolean;
};

function flagsOf(
  { question, rule, areas, told, match, isStale, isUsed }: Findings,
  isScreened: boolean,
): readonly AreaFlag[] {
  const asksForPlace = rule.order.some((source) => source === "boundary" || source === "civic");
  const expects = rule.isConfigured && asksForPlace;
  const isByNumber = match?.from === "callingParty" || match?.from === "callingPartyPrefix";
  const isUnmatched = isUsed && (match === null || match.match === "default" || (isByNumber && asksForPlace));
  const flags: AreaFlag[] = [];
  if (question.place === null && expects) flags.push("location-missing");
  if (isStale) flags.push("location-stale");
  if (isUnmatched) flags.push("location-unmatched");
  if ((match?.alternatives.length ?? 0) > 0) flags.push("location-ambiguous");
  if (isConflict(told)) flags.push("location-conflict");
  if (told.some(({ isAbroad }) => isAbroad)) flags.push("location-abroad");
  if (match === null && areas.isDamaged) flags.push("lookup-table-damaged");
  if (isScreened) flags.push("screened");
  return flags.length === 0 ? none : flags;
}

/** What says where the caller is now. A number says where it was issued, which often differs. */
const ofNow: ReadonlySet<LocationSource> = new Set(["boundary", "civic", "locationKey"]);

function isConflict(told: readonly Told[]): boolean {
  const matches = told.flatMap(({ match }) => (match !== null && ofNow.has(match.from) ? [match] : []));
  const [first, ...others] = matches;
  return others.some(({ area }) => area !== first?.area && first?.alternatives.includes(area) !== true);
}

/** The territories of the areas whose boundaries have a point, each once; none where no boundary has it. */
export function territoriesAt(areas: CompiledAreas, point: Point): readonly string[] {
  const found = areasAtPoint(areas.tables.boundary, point).flatMap((name) => areas.byName.get(name)?.territory ?? []);
  return [...new Set(found)];
}
