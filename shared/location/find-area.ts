import type { AreaFinding, AreaFlag, AreaMatch } from "./area-finding.ts";
import { type CompiledAreas, type LocationRule, ruleFor } from "./areas.ts";
import { askSource, defaultArea, type Hints, type Told } from "./ask-areas.ts";
import { countryOf } from "./country-of.ts";
import type { LocationSource } from "./location-sources.ts";
import type { Place } from "./place.ts";

/** What is known of where a caller is, and of the call. */
export type AreaQuestion = Omit<Hints, "territory" | "budget"> & {
  /** Whether there is a place that the rules do not believe, so that `place` is null. */
  readonly isDoubted: boolean;
  /** What else is told of the place by other locations that came with it: it leads nowhere, but may disagree. */
  readonly others?: readonly Place[];
  /** Null where it is not known: then no area can be told. */
  readonly territory: string | null;
  readonly ingress: string;
};

const none: readonly never[] = [];

/** About half a millisecond. */
const edgesAtMost = 100_000;

/**
 * Finds the area of a caller: what the sources tell, in the order of the rule. Null where nothing is to be asked: the territory has
 * neither areas nor rules. Total: whatever the question has, there is an answer.
 */
export function findArea(areas: CompiledAreas, question: AreaQuestion): AreaFinding | null {
  const { territory, place } = question;
  const isDivided = territory === null ? place !== null : areas.territories.has(territory);
  if (!isDivided && !areas.hasRuleForAll) return null;
  const rule = ruleFor(areas, territory, question.ingress);
  const hints = territory === null ? null : { ...question, territory, budget: { left: edgesAtMost } };
  const told = hints === null ? none : rule.order.map((source) => askSource(source, areas, hints));
  // Of the place that decides: what is told besides it may be looked at less.
  const isCut = hints !== null && hints.budget.left < 0;
  const toldByOthers = hints === null ? none : askOthers(rule, areas, hints);
  const match =
    told.find((one) => one.match !== null)?.match ??
    (territory === null ? null : defaultArea(rule.order, areas, territory));
  return {
    match,
    screenRouteSet: match === null ? rule.screenRouteSet : null,
    flags: flagsOf({ question, rule, areas, told, isCut, toldByOthers, match }),
  };
}

type Findings = {
  readonly question: AreaQuestion;
  readonly rule: LocationRule;
  readonly areas: CompiledAreas;
  readonly told: readonly Told[];
  /** Whether a shape may touch areas that were not looked at. */
  readonly isCut: boolean;
  readonly toldByOthers: readonly Told[];
  readonly match: AreaMatch | null;
};

/** More than any platform sends. */
const othersAtMost = 4;

/** What the other locations tell, by the sources that ask for a place. Nothing is asked where there is but one. */
function askOthers(rule: LocationRule, areas: CompiledAreas, question: AreaQuestion & Hints): readonly Told[] {
  const { others = none } = question;
  if (others.length === 0) return none;
  const sources = rule.order.filter(isOfPlace);
  return others
    .slice(0, othersAtMost)
    .flatMap((place) => sources.map((source) => askSource(source, areas, { ...question, place })));
}

const isOfPlace = (source: LocationSource): boolean => source === "boundary" || source === "civic";

function flagsOf({
  question: { place, isDoubted, territory },
  rule,
  areas,
  told,
  isCut,
  toldByOthers,
  match,
}: Findings): readonly AreaFlag[] {
  const asksForPlace = rule.order.some(isOfPlace);
  const isByNumber = match?.from === "callingParty" || match?.from === "callingPartyPrefix";
  const flags: AreaFlag[] = [];
  if (place === null && !isDoubted && rule.isConfigured && asksForPlace) flags.push("location-missing");
  const isBetween = territory === null && place !== null && liesInSeveral(areas, place);
  if (place !== null && !isBetween && (match === null || match.match === "default" || (isByNumber && asksForPlace)))
    flags.push("location-unmatched");
  if ((match?.alternatives.length ?? 0) > 0 || isCut) flags.push("location-ambiguous");
  if (isBetween || isConflict(told, toldByOthers)) flags.push("location-conflict");
  if (told.some(({ isAbroad }) => isAbroad)) flags.push("location-abroad");
  if (match === null && areas.isDamaged) flags.push("lookup-table-damaged");
  return flags.length === 0 ? none : flags;
}

/** Whether areas of several territories have a place, and nothing in it tells which one it is in. */
const liesInSeveral = (areas: CompiledAreas, place: Place): boolean =>
  countryOf({ place, others: none }, areas).told.length > 1;

/** What says where the caller is now. A number says where it was issued, which often differs. */
const ofNow: ReadonlySet<LocationSource> = new Set(["boundary", "civic", "locationKey"]);

function isConflict(told: readonly Told[], toldByOthers: readonly Told[]): boolean {
  const [first, ...more] = told.flatMap(({ match }) => (match !== null && ofNow.has(match.from) ? [match] : []));
  if (first === undefined) return false;
  const areElsewhere = ({ area }: AreaMatch): boolean => area !== first.area && !first.alternatives.includes(area);
  return (
    more.some(areElsewhere) ||
    // Another location that only may be elsewhere, as it touches several areas, agrees.
    toldByOthers.some(({ match }) => match !== null && areElsewhere(match) && !match.alternatives.includes(first.area))
  );
}
