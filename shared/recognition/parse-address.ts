/** How a party was written around its number. */
export type AddressForm = "plain" | "tel" | "sip" | "urn";

/** A party's address taken apart: `user` is what names the party, still with separators; `context` is RFC 3966's phone-context. */
export type Address = { readonly form: AddressForm; readonly user: string; readonly context: string | null };

/**
 * Takes apart a dial string, `tel:` (RFC 3966), `sip:`/`sips:` (RFC 3261, 19.1) or `urn:` (RFC 5031) address, with or
 * without a display name and angle brackets. Never throws; what does not parse comes back as a plain address.
 * Linear in the length of the text.
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
      // Some devices leave the scheme away and write the rest of the URI all the same.
      return telephoneSubscriber("plain", userPart(uri));
  }
}

/** The part between the angle brackets when there are any; a quoted display name without a URI names nobody. */
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

/** The user part of a URI, decoded; devices that leave the host away write the number where the host belongs. */
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

/** Percent-decoding that leaves a malformed escape as it stands (RFC 3261, 19.1.2, asks for nothing here). */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
