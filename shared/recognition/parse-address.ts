import { foldCharacters } from "./fold-characters.ts";
import { isHostAlone } from "./host-alone.ts";
import type { AddressForm } from "./party.ts";

/** The parts of an address: `user` names the party, still with separators; `context` is the phone-context of RFC 3966. */
export type Address = { readonly form: AddressForm; readonly user: string; readonly context: string | null };

type Scheme = "tel" | "sip" | "urn";

const schemes: ReadonlyMap<string, Scheme> = new Map([
  ["tel", "tel"],
  ["sip", "sip"],
  ["sips", "sip"],
  ["urn", "urn"],
]);

/**
 * Parses a dial string, `tel:` (RFC 3966), `sip:`/`sips:` (RFC 3261, 19.1) or `urn:` (RFC 5031) address, with or without
 * display name and angle brackets. Never throws: anything else is a plain address. Linear in the length of the text. What is
 * percent-encoded is decoded once (RFC 3986, 2.4) and folded as though it had come raw.
 */
export const parseAddress = (text: string): Address => parseUri(withoutDisplayName(text).trim(), false);

/** `isInner`: the URI stood in another one, and is decoded. It cannot hold a third. */
function parseUri(uri: string, isInner: boolean): Address {
  const scheme = schemeOf(uri);
  const rest = scheme === null ? uri : uri.slice(uri.indexOf(":") + 1);
  if (scheme === "urn") return serviceName(isInner ? uri : decoded(uri));
  const at = rest.indexOf("@");
  const written = at < 0 ? rest : rest.slice(0, at);
  const userInfo = isInner ? written : decoded(written);
  const isHost = at < 0 && isHostAlone(userInfo, scheme);
  if (nearServiceName.test(userInfo) && !(isHost && scheme === "sip" && !/^urn/i.test(userInfo)))
    return serviceName(at < 0 ? userInfo.replace(/:[0-9]+$/, "") : userInfo);
  if (!isInner && holdsUri(userInfo, at >= 0)) return parseUri(at < 0 ? userInfo : userInfo + rest.slice(at), true);
  if (isHost) return { form: scheme ?? "plain", user: "", context: null };
  const user = beforeAny(written, ":?");
  const parameters = at < 0 ? "" : rest.slice(at);
  return telephoneSubscriber(scheme ?? "plain", isInner ? user : decoded(user), parameters);
}

function schemeOf(uri: string): Scheme | null {
  const colon = uri.indexOf(":");
  return colon === 3 || colon === 4 ? (schemes.get(uri.slice(0, colon).toLowerCase()) ?? null) : null;
}

/**
 * What can be a service URN, or one that lost its beginning. Without "urn" it must be a whole name: `sos.police` is one,
 * `sos.example.com` is not.
 */
const nearServiceName =
  /^(?:urn[:.]|(?:(?:u[a-z]{0,2}[:.])?services?[:.])?(?:test[:.])?sos(?:[:.][a-z]+)?(?:$|[;?#]))/i;

/** Service URNs have no parameters, host or display name (RFC 8141, 2). */
const serviceName = (text: string): Address => ({
  form: "urn",
  user: beforeAny(text, ";?#@").toLowerCase(),
  context: null,
});

/** Some stacks put one URI into another, such as `sip:tel:+44999@host`. A host may be named "sip", so that needs a user part. */
function holdsUri(userInfo: string, hasHost: boolean): boolean {
  const inner = schemeOf(userInfo);
  return inner !== null && (inner !== "sip" || hasHost || userInfo.includes("@"));
}

/** The part between angle brackets, if there are any. A quoted display name without a URI names nobody. */
export function withoutDisplayName(text: string): string {
  const open = text.indexOf("<", endOfQuotedName(text));
  if (open >= 0) {
    const close = text.indexOf(">", open);
    return withinBrackets(text.slice(open + 1, close < 0 ? undefined : close));
  }
  return text.trimStart().startsWith('"') ? "" : beforeAny(text, ">");
}

/** Some stacks put an address with its brackets, and its display name, into brackets (`<<sip:+44999@host>>`). */
function withinBrackets(text: string): string {
  const open = text.lastIndexOf("<");
  return open >= 0 && onlyName.test(text.slice(0, open)) ? text.slice(open + 1) : text;
}

const onlyName = /^(?:[^":;@]|"(?:[^"\\]|\\.)*")*$/s;

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

/** Where the "@" was encoded too, the host is cut off here. Some stacks write the context behind the host. */
function telephoneSubscriber(form: AddressForm, text: string, uriParameters: string): Address {
  const [user = "", ...parameters] = beforeAny(text, "@").split(";");
  const context = contextIn(parameters) ?? (uriParameters.includes(";") ? contextIn(uriParameters.split(";")) : null);
  return { form, user, context };
}

function contextIn(parameters: readonly string[]): string | null {
  const context = parameters.find((parameter) => /^\s*phone-context\s*=/i.test(parameter));
  return context === undefined ? null : beforeAny(context.slice(context.indexOf("=") + 1), "@?").trim();
}

function beforeAny(text: string, terminators: string): string {
  let end = text.length;
  for (const terminator of terminators) {
    const at = text.indexOf(terminator);
    if (at >= 0 && at < end) end = at;
  }
  return text.slice(0, end);
}

/** Decodes percent-encoded characters, once, and folds what comes out. */
export const decoded = (text: string): string => (text.includes("%") ? foldCharacters(percentDecoded(text)) : text);

/** What is no UTF-8 stays as it is, except for ASCII characters in it (RFC 3261, 19.1.2, says nothing about it). */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes.replace(/%[0-7][0-9a-f]/gi, (ascii) => decodeURIComponent(ascii));
    }
  });
}
