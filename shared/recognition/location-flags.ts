/** Every flag about where the caller is, with its meaning. None of them changes the class of a call or costs it a route. */
export const locationFlagMeanings = {
  "location-missing": "a rule expects a location from this ingress in this territory, and the call has none",
  "location-unreadable": "no place could be read from `location`; the call is decided without it",
  "location-by-reference": "the location is a reference by https or sip, which is not fetched",
  "location-unmatched": "the call has a place, but no area serves it",
  "location-ambiguous": "several areas serve the place; `location.alternatives` names the others",
  "location-conflict": "two things that tell where the caller is differ; the first of them was used",
  "location-stale": "the location is older than the rule allows",
  "location-abroad": "the location is in another country than the territory that decides the call",
  screened: "the rule sends calls whose place is not known to a screening route set",
  diverted: "a divert sends calls of this area or route set elsewhere for a while",
} as const;

export type LocationFlag = keyof typeof locationFlagMeanings;
