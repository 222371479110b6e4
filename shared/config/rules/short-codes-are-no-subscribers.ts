import { callingCodeByTerritory } from "../../catalogue/calling-codes.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";

/** A short code under its calling code is no number that a subscriber can have: whoever dialled that would reach another. */
export function* shortCodesAreNoSubscribers({ document, isTelephoneNumber }: Subject): Findings {
  const judged = new Map<string, boolean>();
  for (const [index, { territory, shortCode }] of document.numbers.entries()) {
    const callingCode = callingCodeByTerritory.get(territory);
    const number = `+${callingCode}${shortCode}`;
    const isSubscriber = judged.get(number) ?? (callingCode !== undefined && isTelephoneNumber(number));
    judged.set(number, isSubscriber);
    if (isSubscriber)
      yield faultAt("numbers", index, ["shortCode"], `${number} is a number that a subscriber can have`);
    else yield;
  }
}
