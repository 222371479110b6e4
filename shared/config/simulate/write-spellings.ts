import type { AcceptedSpelling } from "../../recognition/spellings.ts";

/** How numbers are dialled through an ingress. */
export type Dialling = {
  readonly spellings: ReadonlySet<AcceptedSpelling>;
  readonly internationalPrefixes: ReadonlySet<string>;
  /** The dial strings that stand for a short code. */
  readonly masks: ReadonlyMap<string, readonly string[]>;
};

type Writer = (shortCode: string, callingCode: string | null, dialling: Dialling) => readonly string[];

const host = "sbc.example";

const inCountryForm =
  (write: (digits: string) => string): Writer =>
  (shortCode, callingCode) =>
    callingCode === null ? [] : [write(`${callingCode}${shortCode}`)];

/** A service URN names no number. */
const writers: Readonly<Record<Exclude<AcceptedSpelling, "service-urn">, Writer>> = {
  "plus-country-short-code": inCountryForm((digits) => `+${digits}`),
  "short-code": (shortCode) => [shortCode],
  "legacy-plus-short-code": (shortCode) => [`+${shortCode}`],
  "international-prefix": (shortCode, callingCode, { internationalPrefixes }) =>
    callingCode === null ? [] : [...internationalPrefixes].map((prefix) => `${prefix}${callingCode}${shortCode}`),
  "no-plus": inCountryForm((digits) => digits),
  "trunk-zero": (shortCode) => [`0${shortCode}`],
  // RFC 3966, clause 3: a global number, and a local one that says where it is local.
  tel: (shortCode, callingCode) =>
    callingCode === null
      ? [`tel:${shortCode}`]
      : [`tel:+${callingCode}${shortCode}`, `tel:${shortCode};phone-context=+${callingCode}`],
  // RFC 3261, 19.1.6: the user part is a telephone number.
  sip: (shortCode, callingCode) => [
    ...(callingCode === null ? [] : [`sip:+${callingCode}${shortCode}@${host};user=phone`]),
    `sip:${shortCode}@${host};user=phone`,
  ],
};

/** A number in one spelling, in each of its forms; forms with a calling code only where that is known. */
export const writeSpelling = (
  spelling: AcceptedSpelling,
  shortCode: string,
  callingCode: string | null,
  dialling: Dialling,
): readonly string[] => (spelling === "service-urn" ? [] : writers[spelling](shortCode, callingCode, dialling));

/** A number in every spelling and mask of an ingress, each text once. `callingCodes` may be several, or empty. */
export function writeSpellings(
  shortCode: string,
  callingCodes: readonly string[],
  dialling: Dialling,
): ReadonlySet<string> {
  const written = new Set<string>();
  const codes = callingCodes.length === 0 ? [null] : callingCodes;
  for (const spelling of dialling.spellings)
    for (const code of codes) for (const text of writeSpelling(spelling, shortCode, code, dialling)) written.add(text);
  for (const mask of dialling.masks.get(shortCode) ?? []) written.add(mask);
  return written;
}
