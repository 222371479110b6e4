import type { Service } from "../catalogue/catalogue-entry.ts";
import { isEmergencyNumber } from "./classes.ts";
import { type Dialled, guesses, readings, spellingOf } from "./find-dialled.ts";
import type { Flag } from "./flags.ts";
import { commonCallingCode, decidingTerritory } from "./judge-candidates.ts";
import { type Located, locateAnywhere, locateFirst, locateKnown } from "./locate-number.ts";
import { normaliseParty } from "./normalise-party.ts";
import {
  isEmergencyAtOtherTime,
  locateGuess,
  locateUnlisted,
  mayBeEmergency,
  mayHideEmergency,
  readInAnyWay,
} from "./possible-emergency.ts";
import type { Question } from "./question.ts";
import { recogniseService } from "./recognise-service.ts";
import { type Candidate, ordinary, type Recognition } from "./recognition.ts";
import { isFromNowhere, isPossible } from "./resolve-territory.ts";
import { serviceUrnFor } from "./service-urn.ts";
import { addressesIn } from "./split-values.ts";
import type { TerritorySource } from "./territory-sources.ts";

/**
 * Tells what was dialled. A number is an emergency only when the whole of it is one, never by its beginning, and then whatever
 * else is wrong with the call. Pure; the time it takes does not depend on how many numbers are configured.
 */
export function recognise(question: Question): Recognition {
  const recognition = recogniseParty(question);
  const { class: callClass, party, flags } = recognition;
  if (party.text === question.call.calledParty || callClass === "emergency" || flags.includes("suspected"))
    return recognition;
  return hasOtherEmergency(question) ? { ...recognition, flags: [...flags, "suspected"] } : recognition;
}

const othersAtMost = 16;

/** Whether a called party of several addresses has another that is, or may be, an emergency. A longer list than anybody needs may have one. */
function hasOtherEmergency(question: Question): boolean {
  const addresses = addressesIn(question.call.calledParty);
  if (addresses.length === 1) return false;
  return (
    addresses.length > othersAtMost ||
    addresses.some((calledParty) => {
      const call = { ...question.call, calledParty };
      const other = recogniseParty({ ...question, call, party: normaliseParty(calledParty) });
      return isEmergencyNumber(other.class) || other.flags.includes("suspected");
    })
  );
}

function recogniseParty(question: Question): Recognition {
  const { party, profile } = question;
  if (party.form === "urn") return recogniseService(question);
  if (isTooLong(question)) return ordinary(party);
  const listed =
    locateListed(question, readings(party, profile)) ?? locateFirst(question, guesses(party, profile), locateGuess);
  return listed === null ? recogniseUnlisted(question) : describe(question, listed);
}

/** Of two readings, an emergency of the known place comes before one that is in no such place: `+1333` from Gabon is 1333 there. */
function locateListed(question: Question, found: readonly Dialled[]): Located | null {
  const listed = locateFirst(question, found, locateAnywhere);
  if (listed === null || !dialledAlone.has(listed.place.from) || isFromNowhere(question)) return listed;
  const known = locateFirst(question, found, locateKnown);
  return known !== null && isEmergencyNumber(known.judgement.class) ? known : listed;
}

/** Where what was dialled alone tells the place. */
const dialledAlone: ReadonlySet<TerritorySource> = new Set(["union", "callingCode"]);

/** As `recognise`, of a call that comes from this country. Where its number has not the same class there: as without that. */
export function recogniseIn(country: string, question: Question, without: Recognition): Recognition {
  const { territory, territoryFrom } = without;
  const isKnown = territoryFrom === "event" || (territory === country && territoryFrom !== "union");
  if (isKnown || !question.profile.trustTerritory) return without;
  const there = recognise({ ...question, locatedIn: country });
  return there.territoryFrom === "location" && there.class === without.class ? there : without;
}

/** A number in no spelling that the ingress lists. */
function recogniseUnlisted(question: Question): Recognition {
  const { party, profile } = question;
  const possible = readInAnyWay(question);
  if (possible.length === 0) return recogniseHidden(question);
  const unlisted = locateUnlisted(question);
  if (unlisted !== null && isEmergencyNumber(unlisted.judgement.class) && !profile.strictSpellings)
    return describe(question, unlisted, ["unexpected-spelling"]);
  const isPossible = mayBeEmergency(question, unlisted, possible) || mayHideEmergency(question);
  return ordinary(party, isPossible ? ["suspected"] : []);
}

/** What is no number of any list, as it stands. */
function recogniseHidden(question: Question): Recognition {
  const { party } = question;
  const text = withoutKeys(party.text);
  if (text !== party.text) return recogniseUnlisted({ ...question, party: { ...party, text } });
  return ordinary(party, mayHideEmergency(question) ? ["suspected"] : []);
}

/** Without the "#" that sends a number on many telephones, and without a "+" in front of 0, as no calling code begins with 0. */
const withoutKeys = (text: string): string => text.replace(/#+$/, "").replace(/^\+(?=0)/, "");

const keys = /[*#]/;

/** More than any emergency number with keys of a telephone system in front and behind. */
const longestWithKeys = 24;

/** Whether a number is longer than "+" or an international prefix, a calling code (3 digits), a trunk zero and the longest short code. */
function isTooLong({ party: { text }, everyIngress: { internationalPrefixes, masks }, plan }: Question): boolean {
  const most = 3 + plan.longestShortCode;
  if (text.length <= most) return false;
  if (keys.test(text) && text.length <= longestWithKeys) return false;
  const prefixLength = lengthInFront(text, internationalPrefixes);
  const extraDigits = text.length - prefixLength - most;
  // The one digit more can only be a trunk zero, which stands behind the calling code.
  const isLonger =
    extraDigits > 1 || (extraDigits === 1 && !text.slice(prefixLength + 1, prefixLength + 4).includes("0"));
  return isLonger && (masks.size === 0 || !masks.has(text));
}

/** Of "+", an international prefix, or both. */
function lengthInFront(text: string, internationalPrefixes: readonly string[]): number {
  const plusLength = text.startsWith("+") ? 1 : 0;
  if (plusLength === 1 && text[1] !== "0") return plusLength;
  return plusLength + (internationalPrefixes.find((prefix) => text.startsWith(prefix, plusLength))?.length ?? 0);
}

function describe(question: Question, located: Located, doubts: readonly Flag[] = []): Recognition {
  const { party, plan } = question;
  const { dialled, place, judgement } = located;
  const { callingCode, shortCode } = dialled;
  const { class: callClass, candidates } = judgement;
  const territory = decidingTerritory(plan, candidates);
  const services = agreedServices(territory, candidates);
  const flags: Flag[] = contradictsTerritory(question, callingCode) ? ["invalid:territory"] : [];
  if (place.from === "union") flags.push("ambiguous-territory");
  flags.push(...doubts);
  if (callClass !== "emergency" && isEmergencyAtOtherTime(question, located)) flags.push("suspected");
  return {
    class: callClass,
    party,
    spelling: spellingOf(party, dialled),
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
  if (candidates.length === 1) return candidates[0]?.rule.services ?? [];
  const deciding = candidates.filter((candidate) => territory === null || candidate.territory === territory);
  const [first] = deciding;
  if (first === undefined) return [];
  const same = ({ rule }: Candidate): boolean =>
    rule === first.rule || rule.services.join() === first.rule.services.join();
  return deciding.every(same) ? first.rule.services : [];
}
