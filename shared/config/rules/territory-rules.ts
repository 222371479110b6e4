import { isDeepStrictEqual } from "node:util";
import { callingCodeByTerritory } from "../../catalogue/calling-codes.ts";
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
export const territoriesHaveAnEmergencyNumber = eachItem(
  "territories",
  ({ snapshot: { plan }, nowMs, territoriesWithEmergencies }) =>
    ({ code }) => {
      // A territory that does not exist is reported by `territoriesHaveTheirCallingCode`.
      if (territoriesWithEmergencies.has(code) || !callingCodeByTerritory.has(code)) return [];
      const isInCatalogue = plan
        .emergencyCodesIn(code)
        .some((shortCode) => plan.find(null, code, shortCode, nowMs)?.class === "emergency");
      return when(!isInCatalogue, [], `${code} has no emergency number at all`);
    },
);

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

/** Warning: a new or changed territory has emergency numbers with no route but the contingency route. */
export const territoriesHaveRoutes = eachItem("territories", ({ snapshot, nowMs, itemBefore }) => (territory) => {
  const { code, routeSet, contingencyRouteSet } = territory;
  if (routeSet !== null || isDeepStrictEqual(itemBefore("territory", code), territory)) return [];
  const unrouted = snapshot.plan.emergencyCodesIn(code).filter((shortCode) => {
    const rule = snapshot.plan.find(null, code, shortCode, nowMs);
    return rule?.class === "emergency" && rule.routeSet === null;
  });
  const hasContingency = contingencyRouteSet !== null || snapshot.contingency !== null;
  const left = hasContingency ? "only the contingency route" : "no route, for there is no contingency route either";
  const have = unrouted.length === 1 ? "has" : "have";
  return when(unrouted.length > 0, ["routeSet"], `${code}: ${inWords(unrouted)} ${have} ${left}`);
});

const inWords = (names: readonly string[]): string => names.join(", ").replace(/, ([^,]*)$/, " and $1");
