import type { Service } from "../catalogue/catalogue-entry.ts";
import type { CallSetup } from "./call-setup.ts";
import { type Dialled, readings } from "./find-dialled.ts";
import type { Flag } from "./flag-meanings.ts";
import type { IngressProfile } from "./ingress-profile.ts";
import { decidingTerritory, type Judgement, judgeCandidates } from "./judge-candidates.ts";
import { type NormalisedParty, normaliseParty } from "./normalise-party.ts";
import type { NumberPlan } from "./number-plan.ts";
import { recogniseService } from "./recognise-service.ts";
import { type Candidate, ordinary, type Recognition } from "./recognition.ts";
import {
  type Allowed,
  type TenantTerritories,
  type TerritoryCandidates,
  type TerritoryHints,
  territorySteps,
} from "./resolve-territory.ts";
import { serviceUrnFor } from "./service-urn.ts";
import { spellings } from "./spellings.ts";

/**
 * Tells what was dialled. A number is an emergency only when the whole of it is one (never by its beginning), and then
 * whatever else is wrong with the call. Pure; the time it takes does not depend on how many numbers are configured.
 */
export function recognise(
  call: CallSetup,
  profile: IngressProfile,
  tenantTerritories: TenantTerritories,
  plan: NumberPlan,
  nowMs: number,
): Recognition {
  const party = normaliseParty(call.calledParty);
  if (isTooLong(party, profile, plan)) return ordinary(party);
  const hints = { call, profile, tenantTerritories };
  if (party.form === "urn") return recogniseService(party, hints, plan, nowMs);
  const found = recogniseNumber(party, hints, plan, nowMs);
  if (found !== null || profile.spellings.size === everySpelling.size) return found ?? ordinary(party);
  const anySpelling = { ...profile, spellings: everySpelling };
  const unaccepted = recogniseNumber(party, { ...hints, profile: anySpelling }, plan, nowMs);
  return ordinary(party, unaccepted?.class === "emergency" ? ["unaccepted-spelling"] : []);
}

const everySpelling = new Set(spellings);

/** Whether a number is longer than "+" or the longest international prefix, a calling code (3 digits) and the longest short code. */
function isTooLong(
  { form, text }: NormalisedParty,
  { internationalPrefixes, masks }: IngressProfile,
  plan: NumberPlan,
): boolean {
  if (form === "urn") return false;
  const prefixLength = text.startsWith("+") ? 1 : (internationalPrefixes[0]?.length ?? 0);
  return text.length > prefixLength + 3 + plan.longestShortCode && (masks.size === 0 || !masks.has(text));
}

function recogniseNumber(
  party: NormalisedParty,
  hints: TerritoryHints,
  plan: NumberPlan,
  nowMs: number,
): Recognition | null {
  for (const dialled of readings(party, hints.profile)) {
    if (plan.territoriesWith(dialled.shortCode).length === 0) continue;
    const recognised = locate(dialled, party, hints, plan, nowMs);
    if (recognised !== null) return recognised;
  }
  return null;
}

/**
 * Judges a reading where the caller may be. A bare short code is judged by the first place that is known at all: elsewhere
 * the same digits may be an extension. The country form is no telephone number anywhere, so where a mere default or the
 * caller's number points to a territory that does not have it, the search widens to all of the calling code, and says so.
 */
function locate(
  dialled: Dialled,
  party: NormalisedParty,
  hints: TerritoryHints,
  plan: NumberPlan,
  nowMs: number,
): Recognition | null {
  const { callingCode, shortCode } = dialled;
  const { call } = hints;
  // A territory without a list of its own says nothing of a number: it is not asked, and so cannot silence an emergency.
  const allowed = (territory: string) =>
    plan.emergencyCodesIn(territory).length > 0 &&
    (callingCode === null || plan.callingCodeOf(territory) === callingCode);
  for (const step of territorySteps) {
    const place = step(hints, allowed);
    if (place === null) continue;
    const judgement = judgeCandidates(plan, call.tenant, shortCode, place.territories, nowMs);
    if (judgement !== null) return describe(dialled, party, hints, place, judgement, plan, allowed);
    if (callingCode === null || place.from === "event") return null;
  }
  const place = widest(dialled, plan);
  const judgement = judgeCandidates(plan, call.tenant, shortCode, place.territories, nowMs);
  return judgement === null ? null : describe(dialled, party, hints, place, judgement, plan, allowed);
}

function describe(
  { spelling, callingCode, shortCode }: Dialled,
  party: NormalisedParty,
  { call, profile }: TerritoryHints,
  { from }: TerritoryCandidates,
  { class: callClass, candidates }: Judgement,
  plan: NumberPlan,
  allowed: Allowed,
): Recognition {
  const territory = decidingTerritory(plan, candidates);
  const services = agreedServices(territory, candidates);
  const contradicted =
    callingCode !== null && profile.trustTerritory && call.territory !== null && !allowed(call.territory);
  const flags: Flag[] = contradicted ? ["invalid:territory"] : [];
  if (from === "union") flags.push("ambiguous-territory");
  return {
    class: callClass,
    party,
    spelling,
    callingCode: callingCode ?? commonCallingCode(candidates, plan),
    shortCode,
    territory,
    territoryFrom: from,
    candidates,
    services,
    serviceUrn: serviceUrnFor(callClass, services),
    flags,
  };
}

/** What remains when nothing says where the caller is. */
function widest({ callingCode, shortCode }: Dialled, plan: NumberPlan): TerritoryCandidates {
  const territories = callingCode === null ? plan.territoriesWith(shortCode) : plan.territoriesUnder(callingCode);
  return { from: callingCode !== null && territories.length === 1 ? "callingCode" : "union", territories };
}

/** The deciding list's services, or those that all lists agree on; none, which is help in general, where they differ. */
function agreedServices(territory: string | null, candidates: readonly Candidate[]): readonly Service[] {
  const [first, ...others] = candidates.filter((candidate) => territory === null || candidate.territory === territory);
  if (first === undefined) return [];
  const same = ({ rule }: Candidate): boolean => rule.services.join() === first.rule.services.join();
  return others.every(same) ? first.rule.services : [];
}

function commonCallingCode(candidates: readonly Candidate[], plan: NumberPlan): string | null {
  const callingCode = candidates[0] === undefined ? null : plan.callingCodeOf(candidates[0].territory);
  return candidates.every(({ territory }) => plan.callingCodeOf(territory) === callingCode) ? callingCode : null;
}
