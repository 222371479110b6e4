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
  /** A default territory changes: it decides whose numbers and routes a call gets that says not where it comes from. */
  "moves-callers": "callers would be taken to be in another territory",
  /** Another territory's numbers and routes decide the same call: where the territory given with it is believed, or not. */
  "changes-territory-trust": "the territory given with a call would be believed where it was not, or not where it was",
  /** Who has to route an emergency is agreed with the platform; both sides must change together. */
  "changes-platform-routing":
    "emergency calls would be the platform's to route where they were not, or not where they were",
  /** Calls go on naming an ingress that is deleted or renamed, and are taken as those of the profile `default`. */
  "removes-ingress": "calls of these ingresses would be taken as those of an unknown one",
  /** Calls go on naming a customer that is deleted or renamed: it has no numbers and no default territory then. */
  "removes-tenant": "calls of these customers would be taken as those of an unknown one",
  /** Another next hop, or the same in another order, from another route set or an edited one. */
  "reroutes-emergency-calls": "emergency calls would go to other hosts, or in another order",
  /** How long a route is waited for, and which answers make the next one be tried. */
  "changes-route-timing": "emergency calls would give up a route at another time or on other answers",
  /** Headers tell the next network that it is an emergency. */
  "changes-emergency-headers": "emergency calls would carry other headers",
  /** A conversion, or the form of the Request-URI: what the next network does not know as an emergency number is lost there. */
  "rewrites-emergency-numbers": "emergency numbers would be written in another way",
  /** What the help is shown, and would call back. */
  "changes-calling-party": "emergency calls would show another caller's number",
  /** A lookup table in use gets other rows. */
  "changes-lookup-rows": "conversions would find something else in lookup tables",
  /** What a number stands for decides which number serves a service asked for by its name, and the service URN. */
  "changes-services": "emergency numbers would stand for other services",
  /** Where calls go of which nothing else is left. */
  "changes-contingency-route": "calls that no other route is left for would go elsewhere, or in another way",
  /** How a number is written that nothing else says it for, and every number on the contingency route. */
  "changes-default-conversion": "the numbers that have no other conversion would be written in another way",
  /** The last net: a decision that none of the dangers above accounts for. */
  "changes-emergency-decision": "emergency calls would be decided otherwise, for a reason that has no name here",
  /** Retention may delete evidence that was held. */
  "releases-legal-hold": "legal holds would be released or hold something else",
} as const;

export type DangerCode = keyof typeof dangers;

export const dangerCodes = Object.keys(dangers) as readonly DangerCode[];

/** A danger that the author of a change must confirm with the word `danger`. `items` names the first of `count`. */
export type Danger = {
  readonly danger: DangerCode;
  readonly message: string;
  readonly items: readonly string[];
  readonly count: number;
};
