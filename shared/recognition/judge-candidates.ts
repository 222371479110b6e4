import { type CallClass, isMoreUrgent } from "./classes.ts";
import type { NumberPlan } from "./number-plan.ts";
import type { ListsInForce } from "./question.ts";
import type { Candidate } from "./recognition.ts";

/** The most urgent class that a list among several territories gives a number, and the territories with that class. */
export type Judgement = { readonly class: CallClass; readonly candidates: readonly Candidate[] };

/** Judges a short code in the territories where the caller may be: an emergency in any of them is one. Null when no list has it. */
export function judgeCandidates(
  { plan, call, nowMs }: ListsInForce,
  shortCode: string,
  territories: readonly string[],
): Judgement | null {
  const ruleIn = plan.findIn(call.tenant, shortCode, nowMs);
  let judgement: { class: CallClass; candidates: Candidate[] } | null = null;
  for (const territory of territories) {
    const rule = ruleIn(territory);
    if (rule === null) continue;
    if (judgement === null || isMoreUrgent(rule.class, judgement.class))
      judgement = { class: rule.class, candidates: [{ territory, rule }] };
    else if (rule.class === judgement.class) judgement.candidates.push({ territory, rule });
  }
  return judgement;
}

/**
 * The territory whose configuration decides: the only one, or the main one when all have the same calling code. Null when
 * none comes before the others.
 */
export function decidingTerritory(plan: NumberPlan, candidates: readonly Candidate[]): string | null {
  if (candidates.length <= 1) return candidates[0]?.territory ?? null;
  const callingCode = commonCallingCode(plan, candidates);
  if (callingCode === null) return null;
  const main = plan.territoriesUnder(callingCode)[0];
  return candidates.some(({ territory }) => territory === main) ? (main ?? null) : null;
}

/** The calling code of all candidates; null when they differ. */
export function commonCallingCode(plan: NumberPlan, candidates: readonly Candidate[]): string | null {
  const callingCode = candidates[0] === undefined ? null : plan.callingCodeOf(candidates[0].territory);
  return candidates.every(({ territory }) => plan.callingCodeOf(territory) === callingCode) ? callingCode : null;
}
