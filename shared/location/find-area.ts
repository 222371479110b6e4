import type { AreaFinding, AreaFlag, AreaMatch } from "./area-finding.ts";
import { type CompiledAreas, type LocationRule, ruleFor } from "./areas.ts";
import { askSource, defaultArea, type Hints, type Told } from "./ask-areas.ts";
import type { LocationSource } from "./location-sources.ts";

/** What is known of where a caller is, and of the call. */
export type AreaQuestion = Omit<Hints, "territory"> & {
  /** Whether there is a place that the rules do not believe, so that `place` is null. */
  readonly isDoubted: boolean;
  /** Null where it is not known: then no area can be told. */
  readonly territory: string | null;
  readonly ingress: string;
};

const none: readonly never[] = [];

/**
 * Finds the area of a caller: what the sources tell, in the order of the rule. Null where nothing is to be asked: the territory has
 * neither areas nor rules. Total: whatever the question has, there is an answer.
 */
export function findArea(areas: CompiledAreas, question: AreaQuestion): AreaFinding | null {
  const { territory, place } = question;
  const isDivided = territory === null ? place !== null : areas.territories.has(territory);
  if (!isDivided && !areas.hasRuleForAll) return null;
  const rule = ruleFor(areas, territory, question.ingress);
  const told =
    territory === null ? none : rule.order.map((source) => askSource(source, areas, { ...question, territory }));
  const match =
    told.find((one) => one.match !== null)?.match ??
    (territory === null ? null : defaultArea(rule.order, areas, territory));
  return {
    match,
    screenRouteSet: match === null ? rule.screenRouteSet : null,
    flags: flagsOf({ question, rule, areas, told, match }),
  };
}

type Findings = {
  readonly question: AreaQuestion;
  readonly rule: LocationRule;
  readonly areas: CompiledAreas;
  readonly told: readonly Told[];
  readonly match: AreaMatch | null;
};

function flagsOf({ question: { place, isDoubted }, rule, areas, told, match }: Findings): readonly AreaFlag[] {
  const asksForPlace = rule.order.some((source) => source === "boundary" || source === "civic");
  const isByNumber = match?.from === "callingParty" || match?.from === "callingPartyPrefix";
  const flags: AreaFlag[] = [];
  if (place === null && !isDoubted && rule.isConfigured && asksForPlace) flags.push("location-missing");
  if (place !== null && (match === null || match.match === "default" || (isByNumber && asksForPlace)))
    flags.push("location-unmatched");
  if ((match?.alternatives.length ?? 0) > 0) flags.push("location-ambiguous");
  if (isConflict(told)) flags.push("location-conflict");
  if (told.some(({ isAbroad }) => isAbroad)) flags.push("location-abroad");
  if (match === null && areas.isDamaged) flags.push("lookup-table-damaged");
  return flags.length === 0 ? none : flags;
}

/** What says where the caller is now. A number says where it was issued, which often differs. */
const ofNow: ReadonlySet<LocationSource> = new Set(["boundary", "civic", "locationKey"]);

function isConflict(told: readonly Told[]): boolean {
  const matches = told.flatMap(({ match }) => (match !== null && ofNow.has(match.from) ? [match] : []));
  const [first, ...others] = matches;
  return others.some(({ area }) => area !== first?.area && first?.alternatives.includes(area) !== true);
}
