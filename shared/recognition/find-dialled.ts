import { leadingCallingCode } from "../catalogue/calling-codes.ts";
import type { IngressProfile } from "./ingress-profile.ts";
import type { NormalisedParty } from "./party.ts";
import type { AcceptedSpelling, Spelling } from "./spellings.ts";

/** One reading of what was dialled: the short code as text ("000" is a code) and, where the spelling has it, the calling code. */
export type Dialled = {
  readonly spelling: Spelling;
  readonly callingCode: string | null;
  readonly shortCode: string;
};

/**
 * What a dial string can mean as a short code, the most certain reading first. A reading takes the whole string. A URI is read
 * like the number in it, if the ingress accepts the spelling `tel` or `sip`.
 */
export function readings(party: NormalisedParty, profile: IngressProfile): readonly Dialled[] {
  const found: Dialled[] = [];
  const mask = profile.masks.size === 0 ? undefined : profile.masks.get(party.text);
  if (mask !== undefined) found.push({ spelling: "mask", callingCode: null, shortCode: mask });
  const { form, text } = party;
  if (!isAcceptedForm(party, profile)) return found;
  const isUri = form !== "plain";
  if (text.startsWith("+")) readPlusForms(text.slice(1), profile, isUri, found);
  else readDigitForms(text, profile, isUri, found);
  return found;
}

/** The readings of a dial string that could also be another number: see `guessedSpellings`. */
export function guesses(party: NormalisedParty, profile: IngressProfile): readonly Dialled[] {
  const { text } = party;
  const { spellings, internationalPrefixes } = profile;
  const found: Dialled[] = [];
  if (!isAcceptedForm(party, profile)) return found;
  if (spellings.has("no-plus") && !text.startsWith("+")) readCountryForm("no-plus", text, found);
  if (!spellings.has("trunk-zero")) return found;
  if (text.startsWith("0")) found.push({ spelling: "trunk-zero", callingCode: null, shortCode: text.slice(1) });
  for (const prefix of ["+", "", ...internationalPrefixes])
    if (text.startsWith(prefix)) readBehindZero(text.slice(prefix.length), found);
  return found;
}

/** The spelling that a decision names: a number in a URI has that of the URI. */
export const spellingOf = ({ form }: NormalisedParty, { spelling }: Dialled): Spelling =>
  spelling === "mask" || form === "plain" || form === "urn" ? spelling : form;

const isAcceptedForm = ({ form }: NormalisedParty, { spellings }: IngressProfile): boolean =>
  form !== "urn" && (form === "plain" || spellings.has(form));

/** The two standard forms are always understood inside a URI; the others only where the ingress lists them. */
function readPlusForms(digits: string, { spellings }: IngressProfile, isUri: boolean, found: Dialled[]): void {
  if (isUri || spellings.has("plus-country-short-code")) readCountryForm("plus-country-short-code", digits, found);
  if (spellings.has("legacy-plus-short-code"))
    found.push({ spelling: "legacy-plus-short-code", callingCode: null, shortCode: digits });
}

function readDigitForms(text: string, profile: IngressProfile, isUri: boolean, found: Dialled[]): void {
  if (isUri || profile.spellings.has("short-code"))
    found.push({ spelling: "short-code", callingCode: null, shortCode: text });
  if (!profile.spellings.has("international-prefix")) return;
  for (const prefix of profile.internationalPrefixes)
    if (text.startsWith(prefix)) readCountryForm("international-prefix", text.slice(prefix.length), found);
}

function readCountryForm(spelling: AcceptedSpelling, digits: string, found: Dialled[]): void {
  const callingCode = leadingCallingCode(digits);
  if (callingCode !== null) found.push({ spelling, callingCode, shortCode: digits.slice(callingCode.length) });
}

/** A calling code, the national prefix that is not dialled from abroad, and a short code. */
function readBehindZero(digits: string, found: Dialled[]): void {
  const callingCode = leadingCallingCode(digits);
  if (callingCode !== null && digits[callingCode.length] === "0")
    found.push({ spelling: "trunk-zero", callingCode, shortCode: digits.slice(callingCode.length + 1) });
}
