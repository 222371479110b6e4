import type { IngressProfile } from "../../recognition/ingress-profile.ts";
import type { AcceptedSpelling } from "../../recognition/spellings.ts";
import { type Dialling, writeSpellings } from "../simulate/write-spellings.ts";

/** A whole string as a caller's platform sends it, and the called party by which a call with it is decided. */
export type DialString = { readonly text: string; readonly calledParty: string };

/** Writes a number in each way in which an ingress can send it. */
export type WriteDialStrings = (shortCode: string, callingCode: string | null) => readonly DialString[];

/** The spellings that are dial strings and whose reading needs no guess about the caller. */
const plainSpellings: ReadonlySet<AcceptedSpelling> = new Set([
  "plus-country-short-code",
  "short-code",
  "legacy-plus-short-code",
  "international-prefix",
]);

/** The two forms that are understood in every URI. */
const formsInUri: ReadonlySet<AcceptedSpelling> = new Set(["plus-country-short-code", "short-code"]);

/**
 * How numbers are dialled through an ingress: in its spellings and masks. `tel` and `sip` say in what a number is wrapped, and
 * do not add dial strings, unless they are all that the ingress lists: then it is both forms that a URI can hold.
 */
export function dialStringsOf(profile: IngressProfile): WriteDialStrings {
  const { spellings, masks, internationalPrefixes } = profile;
  const wrap = wrapperOf(spellings);
  const dialling: Dialling = {
    spellings: dialledSpellings(profile),
    internationalPrefixes: new Set(internationalPrefixes),
    masks: new Map(),
  };
  const masksOf = masksByCode(masks);
  return (shortCode, callingCode) => {
    const written = writeSpellings(shortCode, callingCode === null ? [] : [callingCode], dialling);
    const strings = [...written].map((text) => ({ text, calledParty: wrap === null ? text : wrap(text) }));
    return [...strings, ...(masksOf.get(shortCode) ?? []).map((text) => ({ text, calledParty: text }))];
  };
}

function masksByCode(masks: IngressProfile["masks"]): ReadonlyMap<string, readonly string[]> {
  const byCode = new Map<string, string[]>();
  for (const [text, shortCode] of masks) byCode.set(shortCode, [...(byCode.get(shortCode) ?? []), text]);
  return byCode;
}

/** The forms that dial strings from an ingress have. */
export const dialledSpellings = ({ spellings }: Pick<IngressProfile, "spellings">): ReadonlySet<AcceptedSpelling> =>
  wrapperOf(spellings) === null
    ? new Set([...spellings].filter((spelling) => plainSpellings.has(spelling)))
    : formsInUri;

/** What a dial string is wrapped in, where it comes in no other way; null where it comes as it is. */
function wrapperOf(spellings: IngressProfile["spellings"]): ((text: string) => string) | null {
  if ([...spellings].some((spelling) => plainSpellings.has(spelling))) return null;
  return spellings.has("sip") ? inSip : spellings.has("tel") ? inTel : null;
}

const inSip = (text: string): string => `sip:${text}@sbc.example;user=phone`;
const inTel = (text: string): string => `tel:${text}`;
