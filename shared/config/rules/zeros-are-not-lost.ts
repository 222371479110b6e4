import { withItsZeros } from "../lost-zeros.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";

/** A number that looks like one of the catalogue's without its zeros: a spreadsheet may have dropped them. */
export function* zerosAreNotLost({ document }: Subject): Findings {
  for (const [index, { territory, shortCode }] of document.numbers.entries()) {
    const whole = withItsZeros(territory, shortCode);
    if (whole === null) yield;
    else {
      const message = `${territory} has the number ${whole}: did a spreadsheet drop the zeros of ${shortCode}?`;
      yield faultAt("numbers", index, ["shortCode"], message);
    }
  }
}
