/** What a flag on a decision says. */
export const flagMeanings = {
  "ambiguous-territory": "the number belongs to several territories, and nothing tells which one the caller is in",
  unprovisioned: "found in the built-in catalogue alone, not in the configuration",
  "platform-routed-territory": "the platform should have routed this call itself",
  "contingency-route": "no route of its own could be used",
  "conversion-failed":
    "the number goes the contingency route, by the default conversion where that does not fail as well",
  "lookup-table-damaged": "the conversion looks up in a table whose rows are not what was imported, or cannot be read",
  "stale-config": "decided by the last known good configuration; the store has not answered for a while",
  "baseline-config": "decided by the built-in catalogue; no configuration could be had",
  "unaccepted-spelling": "would be an emergency number in a spelling that this ingress does not accept",
  "unknown-ingress": "no ingress has that name; the profile `default` was used",
  "generated-call-id": "the request had no usable callId",
} as const;

/** What a flag says that names a part of the request after a colon. */
export const namingFlagMeanings = {
  "unknown:<name>": "the request's query has a parameter that means nothing there; at most five are named",
  "invalid:<field>": "that field of the request could not be used and was ignored",
} as const;

/** A flag on a decision: one that has no meaning here does not compile. */
export type Flag = keyof typeof flagMeanings | `unknown:${string}` | `invalid:${string}`;

/** The same as text of a description. */
export const flagText = Object.entries({ ...flagMeanings, ...namingFlagMeanings })
  .map(([flag, meaning]) => `- \`${flag}\`: ${meaning}`)
  .join("\n");
