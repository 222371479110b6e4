import { type CallingCode, leadingCallingCode } from "./calling-code.ts";
import type { IngressProfile } from "./ingress-profile.ts";
import type { NormalisedParty } from "./normalise-party.ts";
import type { AcceptedSpelling, Spelling } from "./spellings.ts";

/** One reading of what was dialled: the short code as text ("000" is a code) and, where the spelling has it, the calling code. */
export type Dialled = {
  readonly spelling: Spelling;
  readonly callingCode: CallingCode | null;
  readonly shortCode: string;
};

/**
 * The readings of a dial string as a short code, the surest first. A reading is whole: nothing is left before or after it.
 * A URI is read like the number it holds; `tel` or `sip` is then the spelling it must be accepted by.
 */
export function readings(party: NormalisedParty, profile: IngressProfile): readonly Dialled[] {
  const mask = profile.masks.get(party.text);
  const masked: Dialled[] = mask === undefined ? [] : [{ spelling: "mask", callingCode: null, shortCode: mask }];
  if (party.form === "plain") return [...masked, ...plainReadings(party.text, profile, accepts(profile))];
  if (party.form === "urn" || !profile.spellings.has(party.form)) return masked;
  const { form } = party;
  const inner = plainReadings(party.text, profile, acceptsInside(profile));
  return [...masked, ...inner.map((reading) => ({ ...reading, spelling: form }))];
}

type Accepts = (spelling: AcceptedSpelling) => boolean;

const accepts =
  (profile: IngressProfile): Accepts =>
  (spelling) =>
    profile.spellings.has(spelling);

/** Inside a URI the two standard forms are always understood; the others only where the ingress lists them. */
const acceptsInside =
  (profile: IngressProfile): Accepts =>
  (spelling) =>
    spelling === "plus-country-short-code" || spelling === "short-code" || profile.spellings.has(spelling);

function plainReadings(text: string, profile: IngressProfile, accepted: Accepts): Dialled[] {
  const found: Dialled[] = [];
  if (text.startsWith("+")) {
    const digits = text.slice(1);
    if (accepted("plus-country-short-code")) found.push(...countryReading("plus-country-short-code", digits));
    if (accepted("legacy-plus-short-code"))
      found.push({ spelling: "legacy-plus-short-code", callingCode: null, shortCode: digits });
    return found;
  }
  if (accepted("short-code")) found.push({ spelling: "short-code", callingCode: null, shortCode: text });
  if (accepted("international-prefix")) {
    for (const prefix of profile.internationalPrefixes)
      if (text.startsWith(prefix)) found.push(...countryReading("international-prefix", text.slice(prefix.length)));
  }
  return found;
}

function countryReading(spelling: AcceptedSpelling, digits: string): Dialled[] {
  const callingCode = leadingCallingCode(digits);
  return callingCode === null ? [] : [{ spelling, callingCode, shortCode: digits.slice(callingCode.length) }];
}
