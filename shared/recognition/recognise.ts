import type { CallSetup } from "./call-setup.ts";
import { type Dialled, readings } from "./find-dialled.ts";
import type { IngressProfile } from "./ingress-profile.ts";
import { decidingTerritory, judgeCandidates } from "./judge-candidates.ts";
import { type NormalisedParty, normaliseParty } from "./normalise-party.ts";
import type { NumberPlan } from "./number-plan.ts";
import { recogniseService } from "./recognise-service.ts";
import { ordinary, type Recognition } from "./recognition.ts";
import { type TerritoryCandidates, type TerritoryHints, territoryCandidates } from "./resolve-territory.ts";
import { serviceUrnFor } from "./service-urn.ts";
import { spellings } from "./spellings.ts";

/**
 * Tells what was dialled. A number is an emergency only when the whole of it is one (never by its beginning), and then
 * whatever else is wrong with the call. Pure; the time it takes does not depend on how many numbers are configured.
 */
export function recognise(
  call: CallSetup,
  profile: IngressProfile,
  tenantTerritory: string | null,
  plan: NumberPlan,
  nowMs: number,
): Recognition {
  const party = normaliseParty(call.calledParty);
  const hints = { call, profile, tenantTerritory };
  if (party.form === "urn") return recogniseService(party, hints, plan, nowMs);
  if (party.text.length > longestDialString(plan) && !profile.masks.has(party.text)) return ordinary(party);
  const found = recogniseNumber(party, hints, plan, nowMs);
  if (found !== null || profile.spellings.size === everySpelling.size) return found ?? ordinary(party);
  const anySpelling = { ...profile, spellings: everySpelling };
  const unaccepted = recogniseNumber(party, { ...hints, profile: anySpelling }, plan, nowMs);
  return ordinary(party, unaccepted?.class === "emergency" ? ["unaccepted-spelling"] : []);
}

const everySpelling = new Set(spellings);

/** An international prefix (up to 5 digits by the configuration's schema), a calling code (3), and the longest short code. */
const longestDialString = (plan: NumberPlan): number => 5 + 3 + plan.longestShortCode;

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
  const { call, profile } = hints;
  // A territory without a list of its own says nothing of a number: it is not asked, and so cannot silence an emergency.
  const allowed = (territory: string) =>
    plan.emergencyCodesIn(territory).length > 0 &&
    (callingCode === null || plan.callingCodeOf(territory) === callingCode);
  for (const place of territoryCandidates(hints, allowed, widest(dialled, plan))) {
    const judgement = judgeCandidates(plan, call.tenant, shortCode, place.territories, nowMs);
    if (judgement === null) {
      if (callingCode === null || place.from === "event") return null;
      continue;
    }
    const territory = decidingTerritory(plan, judgement.candidates);
    const rule = judgement.candidates.find((candidate) => candidate.territory === territory)?.rule;
    const services = rule?.services ?? commonServices(judgement.candidates.map((candidate) => candidate.rule.services));
    const contradicted =
      callingCode !== null && profile.trustTerritory && call.territory !== null && !allowed(call.territory);
    return {
      class: judgement.class,
      party,
      spelling: dialled.spelling,
      callingCode:
        callingCode ??
        commonCallingCode(
          judgement.candidates.map((candidate) => candidate.territory),
          plan,
        ),
      shortCode,
      territory,
      territoryFrom: place.from,
      candidates: judgement.candidates,
      services,
      serviceUrn: serviceUrnFor(judgement.class, services),
      flags: [
        ...(contradicted ? ["invalid:territory"] : []),
        ...(place.from === "union" ? ["ambiguous-territory"] : []),
      ],
    };
  }
  return null;
}

/** What remains when nothing says where the caller is. */
function widest({ callingCode, shortCode }: Dialled, plan: NumberPlan): TerritoryCandidates {
  const territories = callingCode === null ? plan.territoriesWith(shortCode) : plan.territoriesUnder(callingCode);
  return { from: callingCode !== null && territories.length === 1 ? "callingCode" : "union", territories };
}

/** The services all lists agree on; none, which is help in general, where they differ. */
function commonServices<Service>(lists: readonly (readonly Service[])[]): readonly Service[] {
  const [first = [], ...others] = lists;
  return others.every((list) => list.join() === first.join()) ? first : [];
}

function commonCallingCode(territories: readonly string[], plan: NumberPlan): string | null {
  const codes = new Set(territories.map(plan.callingCodeOf));
  const [only = null] = codes;
  return codes.size === 1 ? only : null;
}
