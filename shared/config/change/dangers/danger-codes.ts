/**
 * What a change must be confirmed for: the word that confirms it, and what would happen to the things that are named. The
 * first is in the contract; the others cost emergency calls as well, and somebody in a hurry does not see them in a diff.
 */
export const dangers = {
  /** A configured emergency number is none any more, or is only left to the catalogue: now or at any later instant. */
  "removes-emergency-number": "emergency numbers would not be configured any more, at best known to the catalogue",
  /** An emergency number becomes something else, for everybody or for one customer. */
  "reclassifies-emergency-number": "emergency numbers would become something else",
  /** A territory loses the last of its configured emergency numbers, or is itself removed. */
  "empties-territory": "territories would be removed or have no configured emergency number any more",
  /** More than half of all numbers are changed or removed: rarely meant, and seldom reviewed one by one. */
  "changes-most-numbers": "more than half of all numbers would change or go",
  /** An emergency number has no route set, so that only the contingency route is left. */
  "leaves-number-without-route": "emergency numbers would have no route but the contingency route",
  /** What only the catalogue knows is no emergency any more. */
  "drops-catalogue-net": "emergency numbers that only the catalogue knows would be ordinary",
  /** A call that no route is left for goes wherever the signalling layer happens to send it. */
  "drops-contingency-route": "there would be no contingency route any more",
  /** An ingress does not understand a way of dialling any more. */
  "narrows-spellings": "ways of dialling would not be understood any more",
  /** A dial string of an ingress stands for another emergency number, or for none. */
  "removes-mask": "dial strings would not stand for their emergency numbers any more",
  /** Callers count as being in a territory that lacks an emergency number of the one they counted as being in. */
  "moves-callers": "callers would be taken to be in a territory that lacks some of their emergency numbers",
  /** Retention may delete evidence that was held. */
  "releases-legal-hold": "legal holds would be released or hold something else",
} as const;

export type DangerCode = keyof typeof dangers;

export const dangerCodes = Object.keys(dangers) as readonly DangerCode[];
