/** The ways of writing an emergency number that an ingress profile can accept. */
export const spellings = [
  "plus-country-short-code",
  "short-code",
  "legacy-plus-short-code",
  "international-prefix",
  "tel",
  "sip",
  "service-urn",
] as const;

export type AcceptedSpelling = (typeof spellings)[number];

/** The spelling a decision names: one an ingress lists, or a mask of that ingress. */
export type Spelling = AcceptedSpelling | "mask";
