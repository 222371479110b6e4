import type { NumberPlan } from "./number-plan.ts";
import type { Question } from "./question.ts";
import type { TerritorySource } from "./territory-sources.ts";

/** Where the caller may be, the main territory of a calling code first, and what says so. */
export type Place = {
  readonly from: TerritorySource;
  readonly territories: readonly string[];
  /** Set where the caller's number may mean another place. */
  readonly isUnsure?: boolean;
};

/**
 * Whether a caller who dialled this calling code (null: none) can be in a territory. A territory without emergency numbers
 * knows nothing about numbers, so it is never asked and cannot hide an emergency.
 */
export const isPossible = (plan: NumberPlan, territory: string, callingCode: string | null): boolean =>
  plan.emergencyCodesIn(territory).length > 0 &&
  (callingCode === null || plan.callingCodeOf(territory) === callingCode);

/** One thing that can tell where the caller is; null when it tells nothing. */
type Step = (question: Question, callingCode: string | null) => Place | null;

const stated =
  (from: TerritorySource, read: (question: Question) => string | null): Step =>
  (question, callingCode) => {
    const territory = read(question);
    return territory !== null && isPossible(question.plan, territory, callingCode)
      ? { from, territories: [territory] }
      : null;
  };

/** What can name the territory of a call, the most certain first. */
const statements: readonly (readonly [TerritorySource, (question: Question) => string | null])[] = [
  ["event", ({ call, profile }) => (profile.trustTerritory ? call.territory : null)],
  ["location", ({ locatedIn, profile }) => (profile.trustTerritory ? locatedIn : null)],
  [
    "tenant",
    ({ call, tenantTerritories }) => (call.tenant === null ? null : (tenantTerritories.get(call.tenant) ?? null)),
  ],
  ["ingress", ({ profile }) => profile.defaultTerritory],
];

function fromCallingParty({ callerPlace, plan }: Question, callingCode: string | null): Place | null {
  const caller = callerPlace();
  const territories = caller.territories.filter((territory) => isPossible(plan, territory, callingCode));
  if (territories.length === 0) return null;
  const from = territories.length === 1 ? "callingParty" : "union";
  return caller.isSure ? { from, territories } : { from, territories, isUnsure: true };
}

/** What can tell where the caller is, the most certain first. The caller's number is last because parsing it takes longest. */
export const territorySteps: readonly Step[] = [
  ...statements.map(([from, read]) => stated(from, read)),
  fromCallingParty,
];

/** Whether a call has nothing that could tell a territory: then no step does. */
export const isFromNowhere = ({ call, locatedIn, profile, callerPlace }: Question): boolean =>
  call.territory === null &&
  locatedIn === null &&
  call.tenant === null &&
  profile.defaultTerritory === null &&
  callerPlace().territories.length === 0;

/** Every territory that a call can be from by anything that tells one, whether or not it has emergency numbers. */
export const toldTerritories = (question: Question): readonly string[] => [
  ...statedTerritories(question),
  ...question.callerPlace().territories,
];

/** The same without those of a caller's number that may mean another place. */
export const surelyToldTerritories = (question: Question): readonly string[] =>
  question.callerPlace().isSure ? toldTerritories(question) : statedTerritories(question);

const statedTerritories = (question: Question): readonly string[] =>
  statements.flatMap(([, read]) => read(question) ?? []);

/** The first place that anything tells; null when nothing does. */
export function firstPlace(question: Question): Place | null {
  for (const step of territorySteps) {
    const place = step(question, null);
    if (place !== null) return place;
  }
  return null;
}
