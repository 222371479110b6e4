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
const documentsAtMost = 5;

/**
 * Finds the PIDF-LO: the parts that the `cid:` URIs name (RFC 2392), in their order, whatever their type; and all others that are one
 * by their type or by what stands in them, the last first.
 */
export function findPidf({ body, contentType, geolocation }: InviteBody): FoundPidf {
  const parts = body === null ? [] : readBody(body, contentType);
  const values = geolocation.filter((value) => value.trim() !== "").map(urisOf);
  const uris = values.flat().slice(0, urisAtMost);
  const ids = uris.filter(isCid).map(idOf);
  const named = new Set(ids.flatMap((id) => parts.filter((part) => part.contentId === id)));
  const beside = parts.filter((part) => !named.has(part) && isPidf(part)).reverse();
  return {
    named: textsOf([...named]),
    geoUris: uris.filter(isGeoUri).slice(0, documentsAtMost),
    beside: textsOf(beside),
    isReferred: uris.some((uri) => !isCid(uri) && !isGeoUri(uri)),
    isLost: values.some((each) => each.length === 0) || ids.some((id) => !parts.some((part) => part.contentId === id)),
  };
}

const textsOf = (parts: readonly BodyPart[]) => parts.slice(0, documentsAtMost).map(({ text }) => text);

const presence = /<(?:[\w.-]{1,64}:)?presence[\s/>]/i;

const isPidf = ({ mediaType, text }: BodyPart): boolean => mediaType.includes("pidf+xml") || presence.test(text);

/** Whether a body, or its type, speaks of a PIDF-LO: by a media type that is no attribute of SDP, or by what stands in every one. */
export const announcesPidf = (text: string): boolean =>
  /^(?!a=)[^\r\n]*pidf\+xml/im.test(text) || presence.test(text) || /ns:pidf|location-info/i.test(text);

const isCid = (uri: string): boolean => /^cid:/i.test(uri);

/** What stands behind `cid:`, percent-decoded. */
function idOf(uri: string): string {
  const id = uri.slice(4);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** The first URIs of a header value, which may be a list; also one without brackets. Parameters of `geo:`, or in brackets, are the URI's. */
function urisOf(value: string): readonly string[] {
  const bracketed: string[] = [];
  for (const [, uri = ""] of value.matchAll(/<\s*([^<>\s]+)\s*>/g))
    if (bracketed.push(uri) >= urisAtMost) return bracketed;
  if (bracketed.length > 0) return bracketed;
  const each = value.split(/,(?=\s*[a-z][a-z0-9+.-]*:)/i, urisAtMost);
  return each.flatMap((one) => /^\s*(geo:\S+|[a-z][a-z0-9+.-]*:[^\s;]+)/i.exec(one)?.[1] ?? []);
}
