import { type BodyPart, readBody } from "./multipart.ts";
import { isGeoUri } from "./read-geo-uri.ts";

/** The INVITE's body, its Content-Type, and the values of its Geolocation header fields (RFC 6442, 4.1). */
export type InviteBody = {
  readonly body: string | null;
  readonly contentType: string | null;
  readonly geolocation: readonly string[];
};

/**
 * What of an INVITE may tell the place, each in the order to try. `named`: the parts that `cid:` names; `geoUris`: `geo:` URIs of the
 * header; `beside`: other parts. `isReferred`: a place is named by https or sip. `isLost`: a header value names a part that is not
 * there, or nothing.
 */
export type FoundPidf = {
  readonly named: readonly string[];
  readonly geoUris: readonly string[];
  readonly beside: readonly string[];
  readonly isReferred: boolean;
  readonly isLost: boolean;
};

/** No INVITE has more of use; thousands would take long to read. */
const urisAtMost = 20;
/** Of a header value, between commas. */
const piecesAtMost = 100;
const documentsAtMost = 5;

/**
 * Finds the PIDF-LO: the parts that the `cid:` URIs name (RFC 2392), in their order, whatever their type; and all others that are one
 * by their type or by what stands in them, the last first. Beside them the `geo:` URIs, which are places themselves.
 */
export function findPidf({ body, contentType, geolocation }: InviteBody): FoundPidf {
  const parts = body === null ? [] : readBody(body, contentType);
  const values = geolocation.filter((value) => value.trim() !== "").map(urisOf);
  const uris = values.flat().slice(0, urisAtMost);
  const found = uris.filter(isCid).map((uri) => partsNamed(uri.slice("cid:".length), parts));
  const named = new Set(found.flat());
  const beside = parts.filter((part) => !named.has(part) && isPidf(part)).reverse();
  return {
    named: textsOf([...named]),
    geoUris: uris.filter(isGeoUri).slice(0, documentsAtMost),
    beside: textsOf(beside),
    isReferred: uris.some((uri) => !isCid(uri) && !isGeoUri(uri)),
    isLost: values.some((each) => each.length === 0) || found.some((each) => each.length === 0),
  };
}

const textsOf = (parts: readonly BodyPart[]) => parts.slice(0, documentsAtMost).map(({ text }) => text);

const presence = /<(?:[\w.-]{1,64}:)?presence[\s/>]/i;

const isPidf = ({ mediaType, text }: BodyPart): boolean => mediaType.includes("pidf+xml") || presence.test(text);

/** Whether a body, or its type, speaks of a PIDF-LO: by a media type that is no attribute of SDP, or by what stands in every one. */
export const announcesPidf = (text: string): boolean =>
  /^(?!a=)[^\r\n]*pidf\+xml/im.test(text) || presence.test(text) || /ns:pidf|location-info/i.test(text);

const isCid = (uri: string): boolean => /^cid:/i.test(uri);

/** Longer ones are compared as they are. */
const looseCharactersAtMost = 256;

/** By the same name, percent-decoded; else by one that differs in case or in parameters alone. */
function partsNamed(id: string, parts: readonly BodyPart[]): readonly BodyPart[] {
  const name = decoded(id);
  const same = parts.filter(({ contentId }) => contentId === name || contentId === id);
  const loose = looseId(name);
  return same.length > 0 || loose === null ? same : parts.filter(({ contentId }) => looseId(contentId) === loose);
}

const looseId = (id: string | null): string | null =>
  id === null || id.length > looseCharactersAtMost ? null : decoded(id).replace(/;.*/s, "").toLowerCase();

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const quoted = /"(?:[^"\\]|\\[\s\S]?)*(?:"|$)/g;
/** What stands between commas that are not in brackets. */
const betweenCommas = /(?:<[^<>]*>|[^,<]|<)+/g;
const scheme = /^\s*[a-z][a-z0-9+.-]*:/i;

/**
 * The first URIs of a header value, which may be a list; also those without brackets. Parameters in brackets, or of a bare `geo:`, are
 * the URI's. A comma ends a bare URI where a blank and another one follow it, or where the URI itself can have none.
 */
function urisOf(value: string): readonly string[] {
  const uris: string[] = [];
  const add = (uri: string): void => {
    if (uri !== "") uris.push(uri);
  };
  let bare: string[] = [];
  let pieces = 0;
  for (const [piece] of value.replace(quoted, "").matchAll(betweenCommas)) {
    pieces += 1;
    if (pieces > piecesAtMost || uris.length >= urisAtMost) break;
    const bracketed = /<([^<>]*)>/.exec(piece)?.[1];
    const [begun] = bare;
    if (bracketed === undefined && begun !== undefined && !beginsAnother(piece, begun)) {
      bare.push(piece);
      continue;
    }
    add(bareUri(bare.join(",")));
    bare = bracketed === undefined && scheme.test(piece) ? [piece] : [];
    if (bracketed !== undefined) add(bracketedUri(bracketed));
  }
  add(bareUri(bare.join(",")));
  return uris;
}

const beginsAnother = (piece: string, begun: string): boolean =>
  scheme.test(piece) && (/^\s/.test(piece) || /^\s*(?:cid|geo):/i.test(begun));

/** Without the blanks around it; of a `geo:` URI, in which they mean nothing, without all. */
function withoutBlanks(text: string): string {
  const trimmed = text.trim();
  return isGeoUri(trimmed) ? trimmed.replace(/\s+/g, "") : trimmed;
}

/** Empty for what is no URI: text of several words. */
function bracketedUri(text: string): string {
  const uri = withoutBlanks(text);
  return /\s/.test(uri) ? "" : uri;
}

/** Behind another URI than `geo:` stand parameters of the header. */
const bareUri = (text: string): string =>
  isGeoUri(text.trim()) ? withoutBlanks(text) : (/^[^\s;]+/.exec(text.trim())?.[0] ?? "");
