/**
 * Dangers that the author of a change must confirm: the word that confirms each, and what would happen to the items that are
 * named with it. Each can cost emergency calls or evidence, and is easily missed in a diff.
 */
export const dangers = {
  /** A configured emergency number is none any more, or only the catalogue has it: now or at any later instant. */
  "removes-emergency-number": "emergency numbers would not be configured any more, at best known to the catalogue",
  /** An emergency number becomes something else, for everybody or for one customer. */
  "reclassifies-emergency-number": "emergency numbers would become something else",
  /** A territory loses the last of its configured emergency numbers, or is itself removed. */
  "empties-territory": "territories would be removed or have no configured emergency number any more",
  /** More than half of all numbers are changed or removed: rarely intended, and rarely reviewed one by one. */
  "changes-most-numbers": "more than half of all numbers would change or go",
  /** An emergency number has no route set, so that only the contingency route is left. */
  "leaves-number-without-route": "emergency numbers would have no route but the contingency route",
  /** Numbers that only the catalogue has are no emergencies any more. */
  "drops-catalogue-net": "emergency numbers that only the catalogue knows would be ordinary",
  /** A number that is an emergency without being on a territory's list is none there any more. */
  "drops-universal-number":
    "numbers that are emergencies in territories whose lists do not have them would be ordinary",
  /** A call without a route goes wherever the signalling layer happens to send it. */
  "drops-contingency-route": "there would be no contingency route any more",
  /** An ingress no longer accepts a spelling or a prefix, or takes only those that it lists. */
  "narrows-spellings": "ways of dialling would not be understood any more",
  /** A dial string of an ingress stands for another emergency number, or for none. */
  "removes-mask": "dial strings would not stand for their emergency numbers any more",
  /** A default territory changes: calls without a territory get the numbers and routes of another one. */
  "moves-callers": "callers would be taken to be in another territory",
  /** Whether the territory given with a call is believed: if not, another territory's numbers and routes decide it. */
  "changes-territory-trust": "the territory given with a call would be believed where it was not, or not where it was",
  /** Who routes an emergency is agreed with the platform: both sides must change together. */
  "changes-platform-routing":
    "emergency calls would be the platform's to route where they were not, or not where they were",
  /** Calls still name an ingress that is deleted or renamed: they get the profile `default`. */
  "removes-ingress": "calls of these ingresses would be taken as those of an unknown one",
  /** Calls still name a customer that is deleted or renamed: it has no numbers and no default territory then. */
  "removes-tenant": "calls of these customers would be taken as those of an unknown one",
  /** Other next hops, or another order of them, by another route set or an edited one. */
  "reroutes-emergency-calls": "emergency calls would go to other hosts, or in another order",
  /** How long the call waits for a route, and after which answers it tries the next one. */
  "changes-route-timing": "emergency calls would give up a route at another time or on other answers",
  /** The next network may recognise an emergency by its headers. */
  "changes-emergency-headers": "emergency calls would carry other headers",
  /** Another conversion or form of the Request-URI: the next network may not recognise the emergency number. */
  "rewrites-emergency-numbers": "emergency numbers would be written in another way",
  /** The number that the emergency service sees, and would call back. */
  "changes-calling-party": "emergency calls would show another caller's number",
  /** A lookup table in use gets other rows. */
  "changes-lookup-rows": "conversions would find something else in lookup tables",
  /** Other rows or boundaries, another order of sources, an area that is gone: whose PSAP is called. */
  "changes-caller-areas": "callers would be taken to be in other areas, or in none",
  /** For as long as it is in force. */
  "diverts-emergency-calls": "emergency calls would be diverted, for another time or elsewhere, or not any more",
  /** The services of a number decide its service URN, and which number serves a service that is called by name. */
  "changes-services": "emergency numbers would stand for other services",
  /** Where calls go that have no other route. */
  "changes-contingency-route": "calls that no other route is left for would go elsewhere, or in another way",
  /** The conversion of numbers that name no other, and of every number on the contingency route. */
  "changes-default-conversion": "the numbers that have no other conversion would be written in another way",
  /** The last net: a decision that none of the dangers above explains. */
  "changes-emergency-decision": "emergency calls would be decided otherwise, for a reason that has no name here",
  /** Retention may delete evidence that was held. */
  "releases-legal-hold": "legal holds would be released or hold something else",
  /** What a change must never break may be broken by the next one. */
  "weakens-expectation": "expectations would be removed, or expect less or of another call",
  /** Later changes would need fewer eyes. */
  "weakens-change-policy": "the change policy would ask for fewer approvals, or for none",
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
