import { leadingCallingCode } from "../catalogue/calling-codes.ts";
import { behindKeys } from "./behind-keys.ts";
import { type CallClass, isEmergencyNumber } from "./classes.ts";
import { type Dialled, guesses, readings } from "./find-dialled.ts";
import { hiddenNumbers } from "./hidden-number.ts";
import { type Locate, type Located, locateFirst, locateKnown } from "./locate-number.ts";
import { isDialString } from "./normalise-party.ts";
import { isNumberOfPlace } from "./number-of-place.ts";
import { withPlus } from "./numbering-outline.ts";
import type { Question } from "./question.ts";
import { firstPlace, surelyToldTerritories } from "./resolve-territory.ts";
import { type AcceptedSpelling, guessedSpellings, spellings } from "./spellings.ts";
import { isNoSubscriber, isNumberIn } from "./subscriber-numbers.ts";
import { isTelephoneNumber } from "./telephone-number.ts";
import { behindWithholding, callingCodesOf, mayWithhold } from "./withholding-prefixes.ts";

const everySpelling: ReadonlySet<AcceptedSpelling> = new Set(spellings);

/** Every reading of a number in any spelling, by any ingress, whose short code some list has. */
export const readInAnyWay = ({ party, everyIngress, plan }: Question): readonly Dialled[] =>
  [...readings(party, everyIngress), ...guesses(party, everyIngress)].filter(
    ({ shortCode }) => plan.territoriesWith(shortCode).length > 0,
  );

/** Finds a number that the ingress could have sent, had it listed every spelling, where the call is known to come from. */
export function locateUnlisted(question: Question): Located | null {
  const { party, profile } = question;
  const unlisted = { ...profile, spellings: everySpelling };
  return (
    locateFirst(question, readings(party, unlisted), locateKnown) ??
    locateFirst(question, guesses(party, unlisted), locateGuess)
  );
}

/** Judges a guess: only an emergency number, where the call is known to come from, that no subscriber there can have as a number. */
export const locateGuess: Locate = (question, dialled) => {
  const located = locateKnown(question, dialled);
  if (located === null || !isEmergencyNumber(located.judgement.class)) return null;
  const { territories } = located.place;
  return territories.every((territory) => isNoSubscriber(territory, dialled, question.party.text)) ? located : null;
};

/** Whether the list that a number was found on has it as an emergency at another time. */
export const isEmergencyAtOtherTime = (question: Question, { dialled, judgement }: Located): boolean =>
  judgement.candidates.some(({ territory }) => isEverEmergency(question, territory, dialled.shortCode));

/**
 * Whether what is not decided as an emergency would have been one otherwise, or a test call. A list that has the number answers for its
 * territory, unless it has it as an emergency at another time. Where no list answers: in another spelling, at another ingress or
 * in another territory, now or at any time; or where the catalogue is not sure of it.
 */
export function mayBeEmergency(question: Question, located: Located | null, possible: readonly Dialled[]): boolean {
  if (located !== null) {
    const { class: callClass } = located.judgement;
    return isEmergencyNumber(callClass) || callClass === "test" || isEmergencyAtOtherTime(question, located);
  }
  const isIn = (territories: readonly string[], shortCode: string): boolean =>
    territories.some((territory) => isEmergencyNumberIn(question, territory, shortCode));
  const { territoriesWith, territoriesUnder } = question.plan;
  return possible.some((dialled) => {
    const { callingCode, shortCode } = dialled;
    if (guessed.has(dialled.spelling) && isGuessOfOtherCountry(question, callingCode)) return false;
    if (isNumberOfPlace(question, dialled, surelyToldTerritories)) return false;
    const isAnywhere = callingCode === null || mayBeOfOtherCountry(dialled);
    return (
      isIn(isAnywhere ? territoriesWith(shortCode) : territoriesUnder(callingCode), shortCode) ||
      isExtended(question, dialled) ||
      testTerritories(question, dialled).some((territory) => isClassIn(question, territory, shortCode, "test"))
    );
  });
}

/** At any time, or now one that the network routes like an ordinary call. */
const isEmergencyNumberIn = (question: Question, territory: string, shortCode: string): boolean =>
  isEverEmergency(question, territory, shortCode) ||
  isClassIn(question, territory, shortCode, "emergency-normal-routing");

const isEverEmergency = ({ plan, call, nowMs }: Question, territory: string, shortCode: string): boolean =>
  plan.isEmergencyAtAnyTime(call.tenant, territory, shortCode, nowMs);

const isClassIn = (
  { plan, call, nowMs }: Question,
  territory: string,
  shortCode: string,
  callClass: CallClass,
): boolean => plan.find(call.tenant, territory, shortCode, nowMs)?.class === callClass;

/** Where a test number can be meant: elsewhere than at a known place its digits are often an extension. */
function testTerritories(question: Question, { spelling, callingCode, shortCode }: Dialled): readonly string[] {
  const { territoriesUnder, territoriesWith } = question.plan;
  const places = firstPlace(question)?.territories;
  if (callingCode === null) return places ?? territoriesWith(shortCode);
  const underCode = territoriesUnder(callingCode);
  return guessed.has(spelling) ? underCode.filter((territory) => places?.includes(territory) === true) : underCode;
}

/** Whether the catalogue is not sure of a number where it was dialled. Elsewhere its digits mean nothing, and so do guesses. */
function isExtended(question: Question, { spelling, callingCode, shortCode }: Dialled): boolean {
  const { plan } = question;
  if (guessed.has(spelling)) return false;
  const territories =
    callingCode === null ? (firstPlace(question)?.territories ?? []) : plan.territoriesUnder(callingCode);
  return territories.some((territory) => plan.isExtendedEmergency(territory, shortCode));
}

/** Whether a short code has a calling code that it makes no telephone number with: platforms put the wrong one in front. */
const mayBeOfOtherCountry = ({ spelling, callingCode, shortCode }: Dialled): boolean =>
  !guessed.has(spelling) && !isTelephoneNumber(`+${callingCode}${shortCode}`);

/** Whether a guess is somebody's number where the call is known to come from, and has another country's calling code only by chance. */
const isGuessOfOtherCountry = (question: Question, callingCode: string | null): boolean =>
  callingCode !== null &&
  firstPlace(question)?.territories.every(
    (territory) => question.plan.callingCodeOf(territory) !== callingCode && isNumberIn(territory, question.party.text),
  ) === true;

const guessed: ReadonlySet<string> = new Set(guessedSpellings);

/**
 * Whether something hides an emergency: a number in text that names nobody, or an emergency number of the known place among keys of a
 * telephone system, with or without a calling code in front, or behind a calling code that was put in front twice.
 */
export function mayHideEmergency(question: Question): boolean {
  const { party, call } = question;
  if (isDialString(party.text)) {
    if (isBehindKeys(question) || isBehindOwnPrefix(question)) return true;
    // What stands behind the colon is a port or a password only in a URI.
    if (party.form !== "plain" || !call.calledParty.includes(":")) return false;
  }
  return hiddenNumbers(call.calledParty).some((text) => {
    const asNumber = { ...question, party: { text, form: "plain" } } as const;
    return isDoubtful(asNumber) || isBehindKeys(asNumber);
  });
}

const isDoubtful = (question: Question): boolean =>
  mayBeEmergency(question, locateUnlisted(question), readInAnyWay(question));

/** Behind the international prefix of the known place, such as Singapore's 001, whether or not any ingress lists it. */
function isBehindOwnPrefix(question: Question): boolean {
  const { party } = question;
  // Every such prefix begins so, but for 810, which is read at every ingress.
  if (!/^[019]/.test(party.text)) return false;
  return (firstPlace(question)?.territories ?? []).some((territory) => {
    const text = withPlus(territory, party.text);
    return (
      text !== null && !isNumberIn(territory, party.text) && isDoubtful({ ...question, party: { ...party, text } })
    );
  });
}

/** In the known place, and in the country of the calling code: without a place that is all that tells where the call is from. */
function isBehindKeys(question: Question): boolean {
  const { text } = question.party;
  const numbers = behindKeys(text);
  // Nearly every number ends here, before anybody asks where the call is from.
  if (!mayWithhold(text) && !numbers.some((number) => isListed(question, number))) return false;
  const abroad = text.startsWith("+") && !isTelephoneNumber(text) ? leadingCallingCode(text.slice(1)) : null;
  const underCode = abroad === null ? [] : question.plan.territoriesUnder(abroad);
  return [firstPlace(question)?.territories ?? [], underCode].some(
    (territories) =>
      hasOneOf(question, territories, { text, numbers: alsoBehindCode(numbers, territories) }) ||
      behindWithholding(text, territories).some((number) =>
        hasOneOf(question, territories, {
          text: number,
          numbers: [number, ...alsoBehindCode(behindKeys(number), territories)],
        }),
      ),
  );
}

/** Whether any list has a number, or what stands behind its calling code. */
function isListed({ plan }: Question, number: string): boolean {
  const callingCode = leadingCallingCode(number);
  return (
    plan.territoriesWith(number).length > 0 ||
    (callingCode !== null && plan.territoriesWith(number.slice(callingCode.length)).length > 0)
  );
}

/** Also what stands behind the calling code of the place, which may be between the keys and the number (`*1911`). */
const alsoBehindCode = (numbers: readonly string[], territories: readonly string[]): readonly string[] =>
  numbers.length === 0
    ? numbers
    : [
        ...numbers,
        ...callingCodesOf(territories).flatMap((callingCode) =>
          numbers.flatMap((number) => (number.startsWith(callingCode) ? [number.slice(callingCode.length)] : [])),
        ),
      ];

type Dialling = { readonly text: string; readonly numbers: readonly string[] };

/** Whether one of the numbers in a text is an emergency there, and neither the text nor another of them a subscriber's. */
function hasOneOf(question: Question, territories: readonly string[], { text, numbers }: Dialling): boolean {
  const isEmergency = (shortCode: string): boolean =>
    territories.some((territory) => isEmergencyNumberIn(question, territory, shortCode)) &&
    territories.every((territory) => isNoSubscriber(territory, dialledAs(shortCode), text));
  const isSubscriber = (number: string): boolean => territories.every((territory) => isNumberIn(territory, number));
  return numbers.some(isEmergency) && !numbers.some(isSubscriber);
}

const dialledAs = (shortCode: string): Dialled => ({ spelling: "short-code", callingCode: null, shortCode });
