/** Every flag of a decision with its meaning. */
export const flagMeanings = {
  "ambiguous-territory": "the number belongs to several territories, and nothing tells which one the caller is in",
  unprovisioned: "found only in the built-in catalogue, not in the configuration",
  superseded: "another number took its place, as far as the built-in catalogue knows; people still dial it",
  "platform-routed-territory": "the platform should have routed this call itself",
  "contingency-route": "the number has no usable route, so it takes the contingency route",
  "conversion-failed":
    "the number could not be converted; an emergency call takes the contingency route, with the default conversion where that works",
  "lookup-table-damaged":
    "the conversion needs a lookup table that cannot be read, or whose rows are not the imported ones",
  "stale-config": "decided by the last known good configuration; the store has not answered for a while",
  "baseline-config": "decided by the built-in catalogue; no configuration could be loaded",
  "unexpected-spelling": "an emergency in a spelling that the ingress does not list",
  suspected:
    "not decided as an emergency, but it would be one in another spelling, at another ingress, in another territory or at another time",
  "universal-number":
    "an emergency because the configuration has it for every territory; no list of this territory has it",
  "unknown-ingress": "no ingress has that name; the profile `default` was used",
  "unknown-tenant": "no tenant has that name, so only the numbers for all tenants were used",
  "generated-call-id": "the request had no usable callId, so one was made",
  "location-unreadable": "`location`, or a part of it, could not be read; the call is decided without that",
  "location-by-reference": "the location is a reference by https or sip, which is not fetched",
  "location-missing": "a rule expects a location from this ingress in this territory, and the call has none",
  "location-unmatched": "the call has a place, but no area serves it",
  "location-ambiguous": "several areas may serve the place; `location.alternatives` names the others",
  "location-stale": "the location is older than the rule allows, and was not used",
  "location-method": "the location was found in a way that the rule does not list, and was not used",
  screened: "no area is known, and the rule sends such calls to a route set that asks where the caller is",
  diverted: "a divert sends calls of this area or route set elsewhere for a while",
  "location-conflict":
    "two things that tell where the caller is differ, such as areas of two territories that both have the place; the first of them was used, but for the territory if they are in different countries",
  "location-abroad": "the location is in another country than the territory that decides the call",
} as const;

/** Flags that name a part of the request after a colon. */
export const namingFlagMeanings = {
  "unknown:<name>": "a field of the request body, or a query parameter, that is not known; at most five are named",
  "misspelt:<field>":
    "`ingress`, `tenant` or `locationKey` differs from a configured one only in upper and lower case, spaces or Unicode forms",
  "invalid:<field>":
    "that field of the request could not be used and was ignored; also the parameters `question` and `answer`",
} as const;

/** Flags that decisions had in earlier releases; events in the audit trail still have them. */
const formerFlags: ReadonlySet<string> = new Set(["unaccepted-spelling"]);

type NamingFlag<Word> = Word extends `${infer Prefix}:<${string}>` ? `${Prefix}:${string}` : never;

/** A flag of a decision. One without a meaning above does not compile. */
export type Flag = keyof typeof flagMeanings | NamingFlag<keyof typeof namingFlagMeanings>;

/** Every flag there is, as it is documented. */
export const flagWords: readonly string[] = [...Object.keys(flagMeanings), ...Object.keys(namingFlagMeanings)];

const namingPrefixes = Object.keys(namingFlagMeanings).map((word) => word.slice(0, word.indexOf(":") + 1));

/** Whether text is a flag, of this release or an earlier one. A naming flag names one word. */
export const isFlag = (text: string): boolean =>
  Object.hasOwn(flagMeanings, text) ||
  formerFlags.has(text) ||
  namingPrefixes.some((prefix) => text.startsWith(prefix) && /^[A-Za-z0-9._-]+$/.test(text.slice(prefix.length)));

/** All flags and meanings as a Markdown list, for descriptions. */
export const flagText = Object.entries({ ...flagMeanings, ...namingFlagMeanings })
  .map(([flag, meaning]) => `- \`${flag}\`: ${meaning}`)
  .join("\n");
