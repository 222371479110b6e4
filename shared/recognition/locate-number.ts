import type { Dialled } from "./find-dialled.ts";
import { type Judgement, judgeCandidates } from "./judge-candidates.ts";
import { isNumberOfPlace } from "./number-of-place.ts";
import type { NumberPlan } from "./number-plan.ts";
import type { Question } from "./question.ts";
import { isFromNowhere, type Place, territorySteps, toldTerritories } from "./resolve-territory.ts";

/** A reading, where it is judged, and what the lists there say of it. */
export type Located = { readonly dialled: Dialled; readonly place: Place; readonly judgement: Judgement };

/** Finds where a reading is to be judged; null where no list has it. */
export type Locate = (question: Question, dialled: Dialled) => Located | null;

/** The first of several readings that a list has. What is a subscriber's number where the call can be from is not read otherwise. */
export function locateFirst(question: Question, readings: readonly Dialled[], locate: Locate): Located | null {
  for (const dialled of readings) {
    if (question.plan.territoriesWith(dialled.shortCode).length === 0) continue;
    if (isNumberOfPlace(question, dialled, toldTerritories)) continue;
    const located = locate(question, dialled);
    if (located !== null) return located;
  }
  return null;
}

/**
 * Judges a reading where the caller may be. A bare short code is judged by the first place that is known: elsewhere the same
 * digits may be an extension. The country form is no telephone number anywhere. Where only a default or the caller's number
 * points to a territory that does not have the short code, all territories of the calling code are searched, with a flag.
 */
export const locateAnywhere: Locate = (question, dialled) => {
  const known = search(question, dialled);
  return known === undefined ? judge(question, dialled, widestPlace(question.plan, dialled)) : known;
};

/** Judges a reading only where the call is known to come from. */
export const locateKnown: Locate = (question, dialled) => search(question, dialled) ?? null;

/** Null where a known place has no such number; undefined where other places may have it. */
function search(question: Question, dialled: Dialled): Located | null | undefined {
  if (isFromNowhere(question)) return undefined;
  for (const step of territorySteps) {
    const place = step(question, dialled.callingCode);
    if (place === null) continue;
    const located = judge(question, dialled, place);
    const isNational = dialled.callingCode === null && place.isUnsure !== true;
    if (located !== null || isNational || place.from === "event") return located;
  }
  return undefined;
}

function judge(question: Question, dialled: Dialled, place: Place): Located | null {
  const judgement = judgeCandidates(question, dialled.shortCode, place.territories);
  return judgement === null ? null : { dialled, place, judgement };
}

/** What is left when nothing tells where the caller is. */
function widestPlace(plan: NumberPlan, { callingCode, shortCode }: Dialled): Place {
  const territories = callingCode === null ? plan.territoriesWith(shortCode) : plan.territoriesUnder(callingCode);
  return { from: callingCode !== null && territories.length === 1 ? "callingCode" : "union", territories };
}
