import { type BodyPart, readBody } from "./multipart.ts";

/** The INVITE's body, its Content-Type, and the values of its Geolocation header fields (RFC 6442, 4.1). */
export type InviteBody = {
  readonly body: string | null;
  readonly contentType: string | null;
  readonly geolocation: readonly string[];
};

/** The PIDF-LO that an INVITE carries. `isReferred`: it names a place by https or sip. `isLost`: it names a part that is not there. */
export type FoundPidf = { readonly pidf: string | null; readonly isReferred: boolean; readonly isLost: boolean };

/** No INVITE has more of use; thousands would take long to read. */
const urisAtMost = 20;

/**
 * Finds the PIDF-LO: the part that the first `cid:` names that names one (RFC 2392), else the last one of type
 * application/pidf+xml.
 */
export function findPidf({ body, contentType, geolocation }: InviteBody): FoundPidf {
  const parts = body === null ? [] : readBody(body, contentType);
  const uris = geolocation.flatMap(urisOf).slice(0, urisAtMost);
  const ids = uris.filter(isCid).map(idOf);
  const named = ids.map((id) => parts.find((part) => part.contentId === id)).find((part) => part !== undefined);
  const part = named ?? parts.findLast(isPidf);
  return {
    pidf: part?.text ?? null,
    isReferred: uris.some((uri) => !isCid(uri)),
    isLost: part === undefined && ids.length > 0,
  };
}

const isPidf = ({ mediaType }: BodyPart): boolean => mediaType === "application/pidf+xml";

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

/** The first URIs of a header value, which may be a list; also one without brackets. Parameters in brackets belong to the URI. */
function urisOf(value: string): readonly string[] {
  const bracketed: string[] = [];
  for (const [, uri = ""] of value.matchAll(/<\s*([^<>\s]+)\s*>/g))
    if (bracketed.push(uri) >= urisAtMost) return bracketed;
  if (bracketed.length > 0) return bracketed;
  return value.split(",", urisAtMost).flatMap((each) => /^\s*([a-z][a-z0-9+.-]*:[^\s;]+)/i.exec(each)?.[1] ?? []);
}
