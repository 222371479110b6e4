/** The ways to write an emergency number whose reading needs no guess. */
export const certainSpellings = [
  "plus-country-short-code",
  "short-code",
  "legacy-plus-short-code",
  "international-prefix",
  "tel",
  "sip",
  "service-urn",
] as const;

/**
 * Ways that look like other numbers. They are read only where the call's territory is known, and only if no subscriber there
 * can have the number.
 */
export const guessedSpellings = ["no-plus", "trunk-zero"] as const;

/** The ways to write an emergency number that an ingress can list. */
export const spellings = [...certainSpellings, ...guessedSpellings] as const;

export type AcceptedSpelling = (typeof spellings)[number];

/** The spelling that a decision names: one that an ingress can list, or a mask of the ingress. */
export type Spelling = AcceptedSpelling | "mask";

export const spellingMeanings: Readonly<Record<Spelling, string>> = {
  "plus-country-short-code": "`+`, calling code and short code: `+44999`",
  "short-code": "the short code alone: `999`",
  "legacy-plus-short-code": "`+` and the short code, without a calling code: `+911`",
  "international-prefix": "an international prefix of the ingress, calling code and short code: `0044999`",
  tel: "a `tel:` URI (RFC 3966)",
  sip: "a `sip:` or `sips:` URI (RFC 3261)",
  "service-urn": "a service URN (RFC 5031): `urn:service:sos`",
  "no-plus": "calling code and short code without `+`, where no subscriber can have that number: `44999`",
  "trunk-zero":
    "a short code behind the national prefix 0, where no subscriber can have that number: `0999`, `+44 (0)999`",
  mask: "a dial string that the ingress lists as a mask of a short code",
};
