/** A part of a MIME body that has no parts itself: its media type in lower case, its Content-ID without brackets, its content decoded. */
export type BodyPart = { readonly mediaType: string; readonly contentId: string | null; readonly text: string };

const depthAtMost = 4;
const partsAtMost = 40;

/**
 * The parts of a SIP body (RFC 3261, 7.4; RFC 5621), nested ones in their place. Lines may end in LF alone, the boundary may be
 * quoted or missing from `contentType`, and the type may be missing too: then the body's first line tells.
 */
export function readBody(body: string, contentType: string | null): readonly BodyPart[] {
  const found: BodyPart[] = [];
  collect({ headers: new Map([["content-type", contentType ?? guessedType(body)]]), text: body }, 0, found);
  return found;
}

type Entity = { readonly headers: ReadonlyMap<string, string>; readonly text: string };

function guessedType(body: string): string {
  if (/^\s*--/.test(body)) return "multipart/mixed";
  return /^\s*v=0\s/.test(body) ? "application/sdp" : "application/pidf+xml";
}

function collect({ headers, text }: Entity, depth: number, found: BodyPart[]): void {
  if (found.length >= partsAtMost) return;
  const contentType = headers.get("content-type") ?? "";
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!mediaType.startsWith("multipart/")) {
    const contentId = headers.get("content-id")?.replace(/^<|>$/g, "") ?? null;
    found.push({ mediaType, contentId, text: decoded(text, headers.get("content-transfer-encoding")) });
    return;
  }
  if (depth >= depthAtMost) return;
  for (const part of partsOf(text, boundaryOf(contentType, text))) collect(readEntity(part), depth + 1, found);
}

/** RFC 2045, 5.1: a token or a quoted string. Where none is named, the first line that begins with "--" is a delimiter. */
function boundaryOf(contentType: string, text: string): string | null {
  const [, quoted, plain] =
    /;\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))/i.exec(contentType.slice(0, 1_024)) ?? [];
  const named = quoted?.replace(/\\(.)/g, "$1") ?? plain;
  return named ?? /^[ \t]*--([^\r\n]*\S)/m.exec(text)?.[1] ?? null;
}

/** What stands between the delimiter lines (RFC 2046, 5.1.1). What follows the last of them is a part even where no end is marked. */
function partsOf(text: string, boundary: string | null): readonly string[] {
  if (boundary === null) return [];
  const lines = text.split(/\r?\n/);
  // Some name the delimiter, with its two hyphens, as the boundary.
  const delimiter = lines.some((line) => line.startsWith(`--${boundary}`)) ? `--${boundary}` : boundary;
  const parts: string[][] = [];
  for (const line of lines) {
    const end = line.startsWith(delimiter) ? line.slice(delimiter.length).trimEnd() : null;
    if (end === "--") break;
    if (end === "") {
      if (parts.length >= partsAtMost) break;
      parts.push([]);
    } else parts.at(-1)?.push(line);
  }
  return parts.map((part) => part.join("\n"));
}

const headerLine = /^([!#$%&'*+\-.^_`|~A-Za-z0-9]+)[ \t]*:[ \t]*(.*)$/;

/** Header fields, unfolded, by their names in lower case; behind the first line that is none of them stands the content. */
function readEntity(part: string): Entity {
  const lines = part.split("\n");
  const headers = new Map<string, string>();
  let last: string | null = null;
  let count = 0;
  for (const line of lines) {
    const [, name, value = ""] = headerLine.exec(line) ?? [];
    if (name !== undefined) {
      last = name.toLowerCase();
      headers.set(last, value.trim());
    } else if (last !== null && /^[ \t]+\S/.test(line)) headers.set(last, `${headers.get(last)} ${line.trim()}`);
    else break;
    count += 1;
  }
  return { headers, text: lines.slice(count).join("\n") };
}

/** RFC 2045, 6: base64 and quoted-printable; anything else stands as it is. */
function decoded(text: string, encoding: string | undefined): string {
  switch (encoding?.trim().toLowerCase()) {
    case "base64":
      return Buffer.from(text, "base64").toString("utf8");
    case "quoted-printable":
      return Buffer.from(unquoted(text), "latin1").toString("utf8");
    default:
      return text;
  }
}

/** One character a byte; what stands there unencoded is made bytes first. */
const unquoted = (text: string): string =>
  Buffer.from(text.replace(/=[ \t]*\n/g, ""), "utf8")
    .toString("latin1")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
