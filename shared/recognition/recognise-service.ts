import type { Service } from "../catalogue/catalogue-entry.ts";
import { judgeCandidates } from "./judge-candidates.ts";
import type { NormalisedParty } from "./normalise-party.ts";
import type { NumberPlan } from "./number-plan.ts";
import { type Candidate, ordinary, type Recognition } from "./recognition.ts";
import { type Allowed, type TerritoryCandidates, type TerritoryHints, territorySteps } from "./resolve-territory.ts";
import { readServiceUrn } from "./service-urn.ts";

/** Recognises a service URN: an emergency wherever the caller is; where that is known, also the short code that serves it there. */
export function recogniseService(
  party: NormalisedParty,
  hints: TerritoryHints,
  plan: NumberPlan,
  nowMs: number,
): Recognition {
  const requested = readServiceUrn(party.text);
  if (requested === null) return ordinary(party);
  if (!hints.profile.spellings.has("service-urn")) return ordinary(party, ["unaccepted-spelling"]);
  const hasList = (territory: string) => plan.emergencyCodesIn(territory).length > 0;
  const place = firstPlace(hints, hasList);
  const [territory, ...others] = place?.territories ?? [];
  const common = {
    class: requested.class,
    party,
    spelling: "service-urn",
    services: requested.service === null ? [] : [requested.service],
    serviceUrn: requested.urn,
  } as const;
  if (place === null || territory === undefined || others.length > 0)
    return {
      ...common,
      callingCode: null,
      shortCode: null,
      territory: null,
      territoryFrom: "union",
      candidates: [],
      flags: ["ambiguous-territory"],
    };
  const serving =
    requested.class === "emergency"
      ? servingNumber(requested.service, hints.call.tenant, territory, plan, nowMs)
      : null;
  return {
    ...common,
    callingCode: plan.callingCodeOf(territory),
    shortCode: serving?.shortCode ?? null,
    territory,
    territoryFrom: place.from,
    candidates: serving === null ? [] : [serving.candidate],
    flags: [],
  };
}

function firstPlace(hints: TerritoryHints, allowed: Allowed): TerritoryCandidates | null {
  for (const step of territorySteps) {
    const place = step(hints, allowed);
    if (place !== null) return place;
  }
  return null;
}

export type ServingNumber = { readonly shortCode: string; readonly candidate: Candidate };

/**
 * The territory's number for a service (null: help in general): one for just that service, else one that includes it, else the
 * one for help in general.
 */
export function servingNumber(
  service: Service | null,
  tenant: string | null,
  territory: string,
  plan: NumberPlan,
  nowMs: number,
): ServingNumber | null {
  const numbers = plan.emergencyCodesIn(territory).flatMap((shortCode): ServingNumber[] => {
    const judgement = judgeCandidates(plan, tenant, shortCode, [territory], nowMs);
    const [candidate] = judgement?.candidates ?? [];
    return judgement?.class === "emergency" && candidate !== undefined ? [{ shortCode, candidate }] : [];
  });
  return numbers.reduce<ServingNumber | null>(
    (best, number) => (best === null || fitness(number, service) > fitness(best, service) ? number : best),
    null,
  );
}

/** How well a number serves: for help in general one for several services, then one for unknown ones, and one for a single one last. */
function fitness({ candidate: { rule } }: ServingNumber, service: Service | null): number {
  const { length } = rule.services;
  if (service !== null && rule.services.includes(service)) return length === 1 ? 4 : 3;
  return length > 1 ? 2 : 1 - length;
}
