import { callingCodeByTerritory } from "../../catalogue/calling-codes.ts";
import type { NumberItem } from "../document.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";

/** Somebody in a territory can call for help: there now or later, by the configuration or by the catalogue below it. */
export function* territoriesHaveAnEmergencyNumber(subject: Subject): Findings {
  const { document, snapshot, nowMs } = subject;
  const configured = yield* territoriesWithConfigured(subject);
  for (const [index, { code }] of document.territories.entries()) {
    const isInCatalogue = snapshot.plan
      .emergencyCodesIn(code)
      .some((shortCode) => snapshot.plan.find(null, code, shortCode, nowMs)?.class === "emergency");
    // Of one that does not exist another rule tells.
    if (configured.has(code) || isInCatalogue || !callingCodeByTerritory.has(code)) yield;
    else yield faultAt("territories", index, [], `${code} has no emergency number at all`);
  }
}

/** Worth knowing, not wrong: nobody has looked after the territory's numbers, and no customer can have its own. */
export function* territoriesLeftToTheCatalogue(subject: Subject): Findings {
  const configured = yield* territoriesWithConfigured(subject);
  for (const [index, { code }] of subject.document.territories.entries()) {
    if (configured.has(code) || subject.snapshot.plan.emergencyCodesIn(code).length === 0) yield;
    else
      yield faultAt(
        "territories",
        index,
        [],
        `${code} has no emergency number of its own, only those of the catalogue`,
      );
  }
}

function* territoriesWithConfigured({
  document,
  nowMs,
}: Subject): Generator<undefined, ReadonlySet<string>, undefined> {
  const territories = new Set<string>();
  for (const number of document.numbers) {
    if (isEmergencyNowOrLater(number, nowMs)) territories.add(number.territory);
    yield;
  }
  return territories;
}

export const isEmergencyNowOrLater = ({ class: callClass, validUntil }: NumberItem, nowMs: number): boolean =>
  callClass === "emergency" && (validUntil === null || Date.parse(validUntil) > nowMs);
