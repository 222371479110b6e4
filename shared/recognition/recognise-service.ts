import { judgeCandidates } from "./judge-candidates.ts";
import type { NormalisedParty } from "./normalise-party.ts";
import type { NumberPlan } from "./number-plan.ts";
import { type Candidate, ordinary, type Recognition } from "./recognition.ts";
import { type Allowed, type TerritoryCandidates, type TerritoryHints, territorySteps } from "./resolve-territory.ts";
import { type RequestedService, readServiceUrn } from "./service-urn.ts";

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
  const serving = requested.class === "emergency" ? servingNumber(requested, territory, hints, plan, nowMs) : null;
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

type ServingNumber = { readonly shortCode: string; readonly candidate: Candidate };

/** The territory's number for the service: one for just that service, else one that includes it, else one for help of an unknown kind. */
function servingNumber(
  { service }: RequestedService,
  territory: string,
  { call }: TerritoryHints,
  plan: NumberPlan,
  nowMs: number,
): ServingNumber | null {
  const numbers = plan.emergencyCodesIn(territory).flatMap((shortCode): ServingNumber[] => {
    const judgement = judgeCandidates(plan, call.tenant, shortCode, [territory], nowMs);
    const [candidate] = judgement?.candidates ?? [];
    return judgement?.class === "emergency" && candidate !== undefined ? [{ shortCode, candidate }] : [];
  });
  const fitness = ({ candidate: { rule } }: ServingNumber): number => {
    const { length } = rule.services;
    if (service === null) return length === 1 ? 0 : length === 0 ? 1 : 2;
    if (!rule.services.includes(service)) return length === 0 ? 1 : 0;
    return length === 1 ? 3 : 2;
  };
  return numbers.reduce<ServingNumber | null>(
    (best, number) => (best === null || fitness(number) > fitness(best) ? number : best),
    null,
  );
}
