/** What a flag on a decision says. */
export const flagMeanings = {
  "ambiguous-territory": "the number belongs to several territories, and nothing tells which one the caller is in",
  unprovisioned: "found in the built-in catalogue alone, not in the configuration",
  "platform-routed-territory": "the platform should have routed this call itself",
  "contingency-route": "no route of its own could be used",
  "conversion-failed":
    "its conversion could not be done: an emergency goes the contingency route, by the default conversion where that can be done",
  "lookup-table-damaged": "the conversion looks up in a table whose rows are not what was imported, or cannot be read",
  "stale-config": "decided by the last known good configuration; the store has not answered for a while",
  "baseline-config": "decided by the built-in catalogue; no configuration could be had",
  "unaccepted-spelling": "would be an emergency number in a spelling that this ingress does not accept",
  "unknown-ingress": "no ingress has that name; the profile `default` was used",
  "unknown-tenant": "no customer has that name: it has no numbers and no territory of its own",
  "generated-call-id": "the request had no usable callId",
} as const;

/** What a flag says that names a part of the request after a colon. */
export const namingFlagMeanings = {
  "unknown:<name>":
    "a member of the request, or a parameter of its query, that means nothing there; at most five of each are named",
  "misspelt:<field>":
    "`ingress`, `tenant` or `locationKey` differs from one that is configured in no more than upper and lower case, spaces or Unicode forms",
  "invalid:<field>": "that field of the request could not be used and was ignored",
} as const;

/** A flag on a decision: one that has no meaning here does not compile. */
export type Flag = keyof typeof flagMeanings | `unknown:${string}` | `invalid:${string}` | `misspelt:${string}`;

/** Every flag there is, as it is documented. */
export const flagWords: readonly string[] = [...Object.keys(flagMeanings), ...Object.keys(namingFlagMeanings)];

const namingPrefixes = Object.keys(namingFlagMeanings).map((word) => word.slice(0, word.indexOf(":") + 1));

/** Whether a decision can have such a flag; one that names a part of the request names it in one word. */
export const isFlag = (text: string): boolean =>
  Object.hasOwn(flagMeanings, text) ||
  namingPrefixes.some((prefix) => text.startsWith(prefix) && /^[A-Za-z0-9._-]+$/.test(text.slice(prefix.length)));

/** The same as text of a description. */
export const flagText = Object.entries({ ...flagMeanings, ...namingFlagMeanings })
  .map(([flag, meaning]) => `- \`${flag}\`: ${meaning}`)
  .join("\n");
