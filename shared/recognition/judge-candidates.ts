import { type CallClass, isMoreUrgent } from "./classes.ts";
import type { NumberPlan } from "./number-plan.ts";
import type { Candidate } from "./recognition.ts";

/** What the most urgent list among several territories makes of a number, and the territories that agree. */
export type Judgement = { readonly class: CallClass; readonly candidates: readonly Candidate[] };

/**
 * Judges a short code over the territories the caller may be in: an emergency in any of them is an emergency. Null when no
 * list of any of them has the number.
 */
export function judgeCandidates(
  plan: NumberPlan,
  tenant: string | null,
  shortCode: string,
  territories: readonly string[],
  nowMs: number,
): Judgement | null {
  let judgement: { class: CallClass; candidates: Candidate[] } | null = null;
  for (const territory of territories) {
    const rule = plan.find(tenant, territory, shortCode, nowMs);
    if (rule === null) continue;
    if (judgement === null || isMoreUrgent(rule.class, judgement.class))
      judgement = { class: rule.class, candidates: [{ territory, rule }] };
    else if (rule.class === judgement.class) judgement.candidates.push({ territory, rule });
  }
  return judgement;
}

/**
 * The territory whose configuration decides: the only one, or the main one where all lie under one calling code. Null when
 * no candidate comes before the others.
 */
export function decidingTerritory(plan: NumberPlan, candidates: readonly Candidate[]): string | null {
  const first = candidates[0];
  if (first === undefined || candidates.length === 1) return first?.territory ?? null;
  const callingCode = plan.callingCodeOf(first.territory);
  if (callingCode === null || !candidates.every(({ territory }) => plan.callingCodeOf(territory) === callingCode))
    return null;
  const main = plan.territoriesUnder(callingCode)[0];
  return candidates.some(({ territory }) => territory === main) ? (main ?? null) : null;
}
