import { type Dialled, guesses, readings } from "./find-dialled.ts";
import { foldCharacters } from "./fold-characters.ts";
import { digitsAsHost } from "./host-alone.ts";
import { type Locate, type Located, locateFirst, locateKnown } from "./locate-number.ts";
import type { Question } from "./question.ts";
import { type AcceptedSpelling, spellings } from "./spellings.ts";
import { isNoSubscriber } from "./subscriber-numbers.ts";

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

/** Judges a guess: only an emergency, where the call is known to come from, that no subscriber there can have as a number. */
export const locateGuess: Locate = (question, dialled) => {
  const located = locateKnown(question, dialled);
  if (located?.judgement.class !== "emergency") return null;
  const { territories } = located.place;
  return territories.every((territory) => isNoSubscriber(territory, dialled, question.party.text)) ? located : null;
};

/**
 * Whether what is not decided as an emergency would have been one otherwise. A list that has the number answers for its
 * territory, unless it has it as an emergency at another time. Where no list answers: in another spelling, at another ingress or
 * in another territory, now or at any time.
 */
export function mayBeEmergency(question: Question, located: Located | null, possible: readonly Dialled[]): boolean {
  const { plan, call, nowMs } = question;
  const isIn = (territories: readonly string[], shortCode: string): boolean =>
    territories.some((territory) => plan.isEmergencyAtAnyTime(call.tenant, territory, shortCode, nowMs));
  if (located !== null)
    return isIn(
      located.judgement.candidates.map(({ territory }) => territory),
      located.dialled.shortCode,
    );
  return possible.some(({ callingCode, shortCode }) =>
    isIn(callingCode === null ? plan.territoriesWith(shortCode) : plan.territoriesUnder(callingCode), shortCode),
  );
}

/** Whether a host without a user part is written in the digits of an emergency number. */
export function mayHostBeEmergency(question: Question): boolean {
  const digits = digitsAsHost(foldCharacters(question.call.calledParty));
  if (digits === null) return false;
  const asNumber = { ...question, party: { text: digits, form: "plain" } } as const;
  return mayBeEmergency(asNumber, null, readInAnyWay(asNumber));
}
