import type { AddressForm } from "./party.ts";

/** The parts of an address: `user` names the party, still with separators; `context` is the phone-context of RFC 3966. */
export type Address = { readonly form: AddressForm; readonly user: string; readonly context: string | null };

/**
 * Parses a dial string, `tel:` (RFC 3966), `sip:`/`sips:` (RFC 3261, 19.1) or `urn:` (RFC 5031) address, with or without
 * display name and angle brackets. Never throws: anything else is a plain address. Linear in the length of the text.
 */
export function parseAddress(text: string): Address {
  const uri = withoutDisplayName(text).trim();
  const colon = uri.indexOf(":");
  switch (uri.slice(0, Math.max(colon, 0)).toLowerCase()) {
    case "tel":
      return telephoneSubscriber("tel", userPart(uri.slice(colon + 1)));
    case "sip":
    case "sips":
      return telephoneSubscriber("sip", userPart(uri.slice(colon + 1)));
    case "urn":
      return { form: "urn", user: beforeAny(uri, ";?#@").toLowerCase(), context: null };
    default:
      // Some devices write a URI without its scheme.
      return telephoneSubscriber("plain", userPart(uri));
  }
}

/** The part between angle brackets, if there are any. A quoted display name without a URI names nobody. */
function withoutDisplayName(text: string): string {
  const open = text.indexOf("<", endOfQuotedName(text));
  if (open >= 0) {
    const close = text.indexOf(">", open);
    return text.slice(open + 1, close < 0 ? undefined : close);
  }
  return text.trimStart().startsWith('"') ? "" : beforeAny(text, ">");
}

function endOfQuotedName(text: string): number {
  const quote = text.indexOf('"');
  const open = text.indexOf("<");
  if (quote < 0 || (open >= 0 && open < quote)) return 0;
  for (let i = quote + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === '"') return i + 1;
  }
  return 0;
}

/** The user part of a URI, decoded. Some devices write no host; the number then stands in its place. */
function userPart(rest: string): string {
  const at = rest.indexOf("@");
  const user = beforeAny(at < 0 ? rest : rest.slice(0, at), ":?");
  return user.includes("%") ? percentDecoded(user) : user;
}

function telephoneSubscriber(form: "plain" | "tel" | "sip", text: string): Address {
  const [user = "", ...parameters] = text.split(";");
  const context = parameters.find((parameter) => /^\s*phone-context\s*=/i.test(parameter));
  return { form, user, context: context === undefined ? null : context.slice(context.indexOf("=") + 1).trim() };
}

function beforeAny(text: string, terminators: string): string {
  for (let i = 0; i < text.length; i++) if (terminators.includes(text.charAt(i))) return text.slice(0, i);
  return text;
}

/** Percent-decodes text; a malformed escape stays as it is (RFC 3261, 19.1.2, says nothing about it). */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
