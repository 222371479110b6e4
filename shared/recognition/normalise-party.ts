import { leadingCallingCode } from "../catalogue/calling-codes.ts";
import { foldCharacters } from "./fold-characters.ts";
import { parseAddress } from "./parse-address.ts";
import type { NormalisedParty } from "./party.ts";

const dialString = /^\+?[0-9*#]+$/;
const withheldNames: ReadonlySet<string> = new Set([
  "",
  "anonymous",
  "restricted",
  "unavailable",
  "private",
  "unknown",
]);

/** Whether a normalised text can be dialled; otherwise it is a name. */
export const isDialString = (text: string): boolean => dialString.test(text);

/** Whether a normalised text names nobody: the caller's number is withheld, or the network has none. */
export const isWithheld = (text: string): boolean => withheldNames.has(text);

/** Normalises a party as received (contract section 1: E.164-like, short code, tel, sip, urn). Accepts any text; linear. */
export function normaliseParty(received: string): NormalisedParty {
  if (isPlainNumber(received)) return { text: received, form: "plain" };
  const { form, user, context } = parseAddress(foldCharacters(received));
  if (form === "urn") return { text: user.replace(/[^a-z0-9:._-]/g, ""), form };
  const dialled = user.replace(/[\s().\-‐-―−/]+/g, "");
  if (!isDialString(dialled)) return { text: asName(user), form };
  return { text: inContext(dialled, context), form };
}

/** Digits only, with or without "+" in front: what nearly every call brings, in its normal form. */
function isPlainNumber(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 0x30 || code > 0x39) && !(i === 0 && code === 0x2b)) return false;
  }
  return text !== "" && text !== "+";
}

/** The letters and digits of a name. Digits that are adjacent only after other characters were dropped are no number. */
function asName(user: string): string {
  const name = user.toLowerCase().replace(/[^a-z0-9._-]/g, "");
  return isDialString(name.replace(/[._-]/g, "")) ? "" : name;
}

/** A local number with a global phone-context (RFC 3966, 5.1.5) is written under that context's calling code. */
function inContext(dialled: string, context: string | null): string {
  if (context === null || dialled.startsWith("+") || !context.startsWith("+")) return dialled;
  const callingCode = leadingCallingCode(context.slice(1).replace(/[.\-()]/g, ""));
  return callingCode === null ? dialled : `+${callingCode}${dialled}`;
}
