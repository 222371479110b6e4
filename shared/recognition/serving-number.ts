import type { Service } from "../catalogue/catalogue-entry.ts";
import { judgeCandidates } from "./judge-candidates.ts";
import type { ListsInForce } from "./question.ts";
import type { Candidate } from "./recognition.ts";

export type ServingNumber = { readonly shortCode: string; readonly candidate: Candidate };

/**
 * The territory's number for a service (null: help in general): one for only that service, else one that includes it, else
 * the one for help in general.
 */
export function servingNumber(lists: ListsInForce, service: Service | null, territory: string): ServingNumber | null {
  const numbers = lists.plan.emergencyCodesIn(territory).flatMap((shortCode): ServingNumber[] => {
    const judgement = judgeCandidates(lists, shortCode, [territory]);
    const [candidate] = judgement?.candidates ?? [];
    return judgement?.class === "emergency" && candidate !== undefined ? [{ shortCode, candidate }] : [];
  });
  return numbers.reduce<ServingNumber | null>(
    (best, number) => (best === null || fitness(number, service) > fitness(best, service) ? number : best),
    null,
  );
}

/** How well a number serves. For help in general: best with several services, then with unknown ones, last with a single one. */
function fitness({ candidate: { rule } }: ServingNumber, service: Service | null): number {
  const { length } = rule.services;
  if (service !== null && rule.services.includes(service)) return length === 1 ? 4 : 3;
  return length > 1 ? 2 : 1 - length;
}
