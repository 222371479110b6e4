import type { Service } from "../catalogue/catalogue-entry.ts";
import { type Dialled, readings } from "./find-dialled.ts";
import type { Flag } from "./flags.ts";
import { commonCallingCode, decidingTerritory, type Judgement, judgeCandidates } from "./judge-candidates.ts";
import type { NumberPlan } from "./number-plan.ts";
import type { Question } from "./question.ts";
import { recogniseService } from "./recognise-service.ts";
import { type Candidate, ordinary, type Recognition } from "./recognition.ts";
import { isPossible, type Place, territorySteps } from "./resolve-territory.ts";
import { serviceUrnFor } from "./service-urn.ts";
import { spellings } from "./spellings.ts";

/**
 * Tells what was dialled. A number is an emergency only when the whole of it is one, never by its beginning, and then whatever
 * else is wrong with the call. Pure; the time it takes does not depend on how many numbers are configured.
 */
export function recognise(question: Question): Recognition {
  const { party, profile } = question;
  if (isTooLong(question)) return ordinary(party);
  if (party.form === "urn") return recogniseService(question);
  const found = recogniseNumber(question);
  if (found !== null || profile.spellings.size === everySpelling.size) return found ?? ordinary(party);
  const unaccepted = recogniseNumber({ ...question, profile: { ...profile, spellings: everySpelling } });
  return ordinary(party, unaccepted?.class === "emergency" ? ["unaccepted-spelling"] : []);
}

const everySpelling = new Set(spellings);

/** Whether a number is longer than "+" or the longest international prefix, a calling code (3 digits) and the longest short code. */
function isTooLong({ party: { form, text }, profile: { internationalPrefixes, masks }, plan }: Question): boolean {
  if (form === "urn") return false;
  const prefixLength = text.startsWith("+") ? 1 : (internationalPrefixes[0]?.length ?? 0);
  return text.length > prefixLength + 3 + plan.longestShortCode && (masks.size === 0 || !masks.has(text));
}

function recogniseNumber(question: Question): Recognition | null {
  for (const dialled of readings(question.party, question.profile)) {
    if (question.plan.territoriesWith(dialled.shortCode).length === 0) continue;
    const found = locate(question, dialled);
    if (found !== null) return describe(question, dialled, found);
  }
  return null;
}

/** What the lists say of a reading, and where. */
type Found = { readonly place: Place; readonly judgement: Judgement };

/**
 * Judges a reading where the caller may be. A bare short code is judged by the first place that is known: elsewhere the same
 * digits may be an extension. The country form is no telephone number anywhere. Where only a default or the caller's number
 * points to a territory that does not have the short code, all territories of the calling code are searched, with a flag.
 */
function locate(question: Question, dialled: Dialled): Found | null {
  const { callingCode, shortCode } = dialled;
  const judge = (place: Place): Found | null => {
    const judgement = judgeCandidates(question, shortCode, place.territories);
    return judgement === null ? null : { place, judgement };
  };
  for (const step of territorySteps) {
    const place = step(question, callingCode);
    if (place === null) continue;
    const found = judge(place);
    const isNational = callingCode === null && place.isUnsure !== true;
    if (found !== null || isNational || place.from === "event") return found;
  }
  return judge(widestPlace(question.plan, dialled));
}

/** What is left when nothing tells where the caller is. */
function widestPlace(plan: NumberPlan, { callingCode, shortCode }: Dialled): Place {
  const territories = callingCode === null ? plan.territoriesWith(shortCode) : plan.territoriesUnder(callingCode);
  return { from: callingCode !== null && territories.length === 1 ? "callingCode" : "union", territories };
}

function describe(question: Question, dialled: Dialled, { place, judgement }: Found): Recognition {
  const { party, plan } = question;
  const { spelling, callingCode, shortCode } = dialled;
  const { class: callClass, candidates } = judgement;
  const territory = decidingTerritory(plan, candidates);
  const services = agreedServices(territory, candidates);
  const flags: Flag[] = contradictsTerritory(question, callingCode) ? ["invalid:territory"] : [];
  if (place.from === "union") flags.push("ambiguous-territory");
  return {
    class: callClass,
    party,
    spelling,
    callingCode: callingCode ?? commonCallingCode(plan, candidates),
    shortCode,
    territory,
    territoryFrom: place.from,
    candidates,
    services,
    serviceUrn: serviceUrnFor(callClass, services),
    flags,
  };
}

/** Whether the trusted territory of the call cannot be right for the calling code that was dialled. */
const contradictsTerritory = ({ call, profile, plan }: Question, callingCode: string | null): boolean =>
  callingCode !== null &&
  profile.trustTerritory &&
  call.territory !== null &&
  !isPossible(plan, call.territory, callingCode);

/** The deciding list's services, or those that all lists agree on. None, which is help in general, where they differ. */
function agreedServices(territory: string | null, candidates: readonly Candidate[]): readonly Service[] {
  const [first, ...others] = candidates.filter((candidate) => territory === null || candidate.territory === territory);
  if (first === undefined) return [];
  const same = ({ rule }: Candidate): boolean => rule.services.join() === first.rule.services.join();
  return others.every(same) ? first.rule.services : [];
}
