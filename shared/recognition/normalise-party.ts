import { leadingCallingCode } from "../catalogue/calling-codes.ts";
import { foldCharacters } from "./fold-characters.ts";
import { parseAddress } from "./parse-address.ts";
import type { NormalisedParty } from "./party.ts";
import { addressesIn } from "./split-values.ts";

const dialString = /^\+?[0-9*#]+$/;
const withheldNames: ReadonlySet<string> = new Set(["anonymous", "restricted", "unavailable", "private", "unknown"]);

/** Whether a normalised text can be dialled; otherwise it is a name. */
export const isDialString = (text: string): boolean => dialString.test(text);

/**
 * Whether a normalised caller is withheld, or the network has no number for it. No caller at all, null or "", is withheld too; text
 * of which nothing is left when it is normalised is not: it is unreadable.
 */
export const isWithheld = (text: string): boolean => withheldNames.has(text);

/** A party as it was written; `context` is that of a number without "+" (RFC 3966, 5.1.5), as written. */
export type WrittenParty = NormalisedParty & { readonly context: string | null };

/**
 * Normalises a party as received (contract section 1: E.164-like, short code, tel, sip, urn). Of several addresses it is the first
 * that is a number or a service, else the first. Accepts any text; linear.
 */
export function normaliseParty(received: string): NormalisedParty {
  if (isPlainNumber(received)) return { text: received, form: "plain" };
  const [first = received, ...others] = addressesIn(received);
  const party = normaliseAddress(first);
  if (others.length === 0 || canBeCalled(party)) return party;
  return others.map(normaliseAddress).find(canBeCalled) ?? party;
}

const canBeCalled = ({ text, form }: NormalisedParty): boolean => form === "urn" || isDialString(text);

/** The same for text that is one address. */
export function normaliseAddress(received: string): NormalisedParty {
  const { text, form, context } = readParty(received);
  return { text: context === null ? text : inContext(text, context), form };
}

/** The same without the context. A service that is asked for by its name, in whatever address, has the form `urn`. */
export function readParty(received: string): WrittenParty {
  const { form, user, context } = parseAddress(foldCharacters(received));
  if (form === "urn") return { text: user.replace(/[^a-z0-9:._-]/g, ""), form, context: null };
  const dialled = withoutSeparators(user);
  if (!isDialString(dialled)) return { text: asName(user), form, context: null };
  return { text: dialled, form, context: dialled.startsWith("+") ? null : context };
}

/** What people write between digits: the separators of RFC 3966 (5.1.1), those that libphonenumber skips, and their look-alikes. */
const separators = /[\s().\-‐-―−ー/[\]~⁓∼·•‧∙⋅・⁄∕]+/g;

const withoutSeparators = (text: string): string => text.replace(separators, "");

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

/** The digits of a global phone-context, such as "44" of "+44"; null for a domain name. */
export function contextDigits(context: string): string | null {
  const text = withoutSeparators(context);
  return /^\+[0-9]+$/.test(text) ? text.slice(1) : null;
}

/** A local number with a global phone-context is written under that context's calling code. */
export function inContext(dialled: string, context: string): string {
  const callingCode = leadingCallingCode(contextDigits(context) ?? "");
  return callingCode === null ? dialled : `+${callingCode}${dialled}`;
}
