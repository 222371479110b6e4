import { leadingCallingCode } from "./calling-code.ts";
import { foldCharacters } from "./fold-characters.ts";
import { type AddressForm, parseAddress } from "./parse-address.ts";

/**
 * A party reduced to one way of writing it. `text` is a dial string (`+`, digits, `*`, `#`), a lower-case service URN, or,
 * for anything that names no number, the name itself in lower case. Normalising `text` again gives `text`.
 */
export type NormalisedParty = { readonly text: string; readonly form: AddressForm };

const dialString = /^\+?[0-9*#]+$/;

/** Dial string and digits only, "+" first or not: what nearly every call brings, already in its normal form. */
export function isPlainNumber(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 0x30 || code > 0x39) && !(i === 0 && code === 0x2b)) return false;
  }
  return text !== "" && text !== "+";
}

/** Whether a normalised text is something that can be dialled, rather than a name. */
export const isDialString = (text: string): boolean => dialString.test(text);

/** Normalises a party as received (contract section 1: E.164-like, short code, tel, sip, urn). Any text is accepted; linear. */
export function normaliseParty(received: string): NormalisedParty {
  if (isPlainNumber(received)) return { text: received, form: "plain" };
  const { form, user, context } = parseAddress(foldCharacters(received));
  if (form === "urn") return { text: user.replace(/[^a-z0-9:._-]/g, ""), form };
  const dialled = user.replace(/[\s().\-‐-―−/]+/g, "");
  if (!isDialString(dialled)) return { text: asName(user), form };
  return { text: inContext(dialled, context), form };
}

/** Letters and digits of a name; digits that only come together by dropping the rest are no number. */
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
