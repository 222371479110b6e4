import { isByNumberOnly } from "../catalogue/catalogue.ts";
import type { Service } from "../catalogue/catalogue-entry.ts";
import { judgeCandidates } from "./judge-candidates.ts";
import type { ListsInForce } from "./question.ts";
import type { Candidate } from "./recognition.ts";

export type ServingNumber = { readonly shortCode: string; readonly candidate: Candidate };

/**
 * The territory's number for a service (null: help in general): one for only that service, else one that includes it, else
 * the one for help in general. A superseded number never is; one that is meant only when it is dialled, if there is no other.
 */
export function servingNumber(lists: ListsInForce, service: Service | null, territory: string): ServingNumber | null {
  const numbers = lists.plan.emergencyCodesIn(territory).flatMap((shortCode): ServingNumber[] => {
    const judgement = judgeCandidates(lists, shortCode, [territory]);
    const [candidate] = judgement?.candidates ?? [];
    const isInUse = judgement?.class === "emergency" && candidate?.rule.superseded === false;
    return isInUse && candidate !== undefined ? [{ shortCode, candidate }] : [];
  });
  const byName = numbers.filter(({ shortCode }) => !isByNumberOnly(territory, shortCode));
  return (byName.length > 0 ? byName : numbers).reduce<ServingNumber | null>(
    (best, number) => (best === null || fitness(number, service) > fitness(best, service) ? number : best),
    null,
  );
}

/**
 * How well a number serves. For help in general: best with several services, then with unknown ones, then with a single one,
 * last with rescue at sea or in mountains alone.
 */
function fitness({ candidate: { rule } }: ServingNumber, service: Service | null): number {
  const { services } = rule;
  if (service !== null && services.includes(service)) return services.length === 1 ? 4 : 3;
  if (services.length > 0 && services.every((each) => each === "marine" || each === "mountain")) return -1;
  return services.length > 1 ? 2 : 1 - services.length;
}
