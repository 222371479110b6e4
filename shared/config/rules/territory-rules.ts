import { callingCodeByTerritory } from "../../catalogue/calling-codes.ts";
import type { NumberRule } from "../../recognition/number-plan.ts";
import { eachItem, type Finding, type Subject, when } from "./rule.ts";

/** A territory has telephones, and the calling code that ITU-T E.164 assigns to it. */
export const territoriesHaveTheirCallingCode = eachItem("territories", () => ({ code, callingCode }) => {
  const assigned = callingCodeByTerritory.get(code);
  if (assigned === undefined) return [{ field: ["code"], message: `no territory has the code ${code}` }];
  return when(assigned !== callingCode, ["callingCode"], `the calling code of ${code} is ${assigned}`);
});

/** The default territory of a tenant exists, in the document or in the catalogue. */
export const tenantsAreInTerritories = eachItem(
  "tenants",
  (subject) =>
    ({ defaultTerritory }) =>
      unknownTerritory(subject, ["defaultTerritory"], defaultTerritory),
);

/** The same for the territories that an ingress names. */
export const ingressesAreInTerritories = eachItem(
  "ingresses",
  (subject) =>
    ({ defaultTerritory, platformRoutedTerritories }) => [
      ...unknownTerritory(subject, ["defaultTerritory"], defaultTerritory),
      ...platformRoutedTerritories.flatMap((code, place) =>
        unknownTerritory(subject, ["platformRoutedTerritories", place], code),
      ),
    ],
);

const unknownTerritory = ({ snapshot }: Subject, field: Finding["field"], code: string | null): readonly Finding[] =>
  when(
    code !== null && !snapshot.territories.has(code) && !callingCodeByTerritory.has(code),
    field,
    `no territory has the code ${code}`,
  );

/** Every territory has an emergency number, now or later, in the configuration or in the catalogue. */
export const territoriesHaveAnEmergencyNumber = eachItem("territories", (subject) => ({ code }) => {
  // A territory that does not exist is reported by `territoriesHaveTheirCallingCode`.
  if (subject.territoriesWithEmergencies.has(code) || !callingCodeByTerritory.has(code)) return [];
  const isInCatalogue = emergenciesIn(subject, code).length > 0;
  return when(!isInCatalogue, [], `${code} has no emergency number at all`);
});

/** Warning: only the catalogue has the territory's numbers. Nobody reviewed them, and no customer can have numbers of its own. */
export const territoriesLeftToTheCatalogue = eachItem(
  "territories",
  ({ snapshot, territoriesWithEmergencies }) =>
    ({ code }) =>
      when(
        !territoriesWithEmergencies.has(code) && snapshot.plan.emergencyCodesIn(code).length > 0,
        [],
        `${code} has no emergency number of its own, only those of the catalogue`,
      ),
);

/** Warning: a territory that the change touches has emergency numbers of its own, and some that nobody listed. */
export const numbersAreConfigured = eachItem("territories", (subject) => ({ code }) => {
  if (!subject.isTouched(code) || !subject.territoriesWithEmergencies.has(code)) return [];
  const unlisted = emergenciesIn(subject, code).filter(({ rule }) => !rule.provisioned && !rule.superseded);
  const are = unlisted.length === 1 ? "is" : "are";
  return when(unlisted.length > 0, [], `${code}: ${inWords(unlisted)} ${are} known to the catalogue alone`);
});

/** Warning: a territory that the change touches has emergency numbers with no route but the contingency route. */
export const territoriesHaveRoutes = eachItem("territories", (subject) => ({ code, routeSet, contingencyRouteSet }) => {
  if (routeSet !== null || !subject.isTouched(code)) return [];
  const unrouted = emergenciesIn(subject, code).filter(({ rule }) => rule.routeSet === null);
  const hasContingency = contingencyRouteSet !== null || subject.snapshot.contingency !== null;
  const left = hasContingency ? "only the contingency route" : "no route, for there is no contingency route either";
  const have = unrouted.length === 1 ? "has" : "have";
  return when(unrouted.length > 0, ["routeSet"], `${code}: ${inWords(unrouted)} ${have} ${left}`);
});

type Emergency = { readonly shortCode: string; readonly rule: NumberRule };

/** The numbers of a territory that are emergencies now, for whoever has none of his own. */
const emergenciesIn = ({ snapshot: { plan }, nowMs }: Subject, territory: string): readonly Emergency[] =>
  plan.emergencyCodesIn(territory).flatMap((shortCode) => {
    const rule = plan.find(null, territory, shortCode, nowMs);
    return rule?.class === "emergency" ? [{ shortCode, rule }] : [];
  });

const inWords = (numbers: readonly Emergency[]): string =>
  numbers
    .map(({ shortCode }) => shortCode)
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1");
