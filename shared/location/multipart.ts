/** A part of a MIME body that has no parts itself: its media type in lower case, its Content-ID without brackets, its content decoded. */
export type BodyPart = { readonly mediaType: string; readonly contentId: string | null; readonly text: string };

const depthAtMost = 4;
const partsAtMost = 40;
/** Those of an INVITE with the longest PIDF-LO that is read are fewer. */
const linesAtMost = 8_000;

/**
 * The parts of a SIP body (RFC 3261, 7.4; RFC 5621), nested ones in their place. What the body looks like counts for more than what
 * is said of it: lines may end in LF alone, the boundary may be quoted, missing from `contentType` or another than that of the body,
 * and the type may be missing or wrong.
 */
export function readBody(body: string, contentType: string | null): readonly BodyPart[] {
  const found: BodyPart[] = [];
  const type = contentType?.includes("/") === true ? contentType : guessedType(body);
  collect(
    { headers: new Map([["content-type", looksMultipart(body) ? `multipart/${type}` : type]]), text: body },
    0,
    found,
  );
  return found;
}

type Entity = { readonly headers: ReadonlyMap<string, string>; readonly text: string };

const guessedType = (body: string): string => (/^[\uFEFF\s]*</.test(body) ? "application/pidf+xml" : "");

/** Neither XML nor SDP has both of these lines. */
const looksMultipart = (body: string): boolean => /^--[^\r\n>]/m.test(body) && /^content-type[ \t]*:/im.test(body);

function collect({ headers, text }: Entity, depth: number, found: BodyPart[]): void {
  if (found.length >= partsAtMost) return;
  const contentType = headers.get("content-type") ?? "";
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const parts = mediaType.startsWith("multipart/") ? partsOf(text, contentType) : [];
  if (parts.length === 0) {
    const id = headers.get("content-id") ?? null;
    const contentId = id === null ? null : (/<([^<>]*)>/.exec(id)?.[1] ?? id).trim();
    found.push({ mediaType, contentId, text: decoded(text, headers.get("content-transfer-encoding")) });
    return;
  }
  if (depth >= depthAtMost) return;
  for (const part of parts) collect(readEntity(part), depth + 1, found);
}

/** By the first boundary that the text has: the one that is named, else the one that its lines show. */
function partsOf(text: string, contentType: string): readonly string[] {
  const lines = text.split(/\r?\n/, linesAtMost);
  const named = namedBoundary(contentType);
  // Some name the delimiter, with its two hyphens, as the boundary.
  for (const delimiter of named === "" ? [] : [`--${named}`, named]) {
    const parts = partsBetween(lines, delimiter);
    if (parts.length > 0) return parts;
  }
  return partsBetween(lines, shownDelimiter(lines));
}

/** RFC 2045, 5.1: a token or a quoted string. */
function namedBoundary(contentType: string): string {
  const [, quoted, plain] =
    /;\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))/i.exec(contentType.slice(0, 1_024)) ?? [];
  return quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "";
}

/** The first line that begins as a delimiter and has a header field behind it, else the first that begins as one. */
function shownDelimiter(lines: readonly string[]): string {
  const isDelimiter = (line: string): boolean => line.startsWith("--") && line.trimEnd().length > 2;
  const withHeader = lines.find((line, at) => isDelimiter(line) && headerLine.test(lines[at + 1] ?? ""));
  return (withHeader ?? lines.find(isDelimiter) ?? "").trimEnd();
}

/** What stands between the delimiter lines (RFC 2046, 5.1.1). What follows the last of them is a part even where no end is marked. */
function partsBetween(lines: readonly string[], delimiter: string): readonly string[] {
  const parts: string[][] = [];
  if (!delimiter.startsWith("--")) return [];
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
      return unquoted(text).toString("utf8");
    default:
      return text;
  }
}

function unquoted(text: string): Buffer {
  const bytes = Buffer.from(text.replace(/=[ \t]*\n/g, ""), "utf8");
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const octet = bytes[at] === 0x3d ? octetAt(bytes, at + 1) : -1;
    bytes[length++] = octet < 0 ? (bytes[at] ?? 0) : octet;
    if (octet >= 0) at += 2;
  }
  return bytes.subarray(0, length);
}

/** Of two hexadecimal digits; negative where there are none. */
const octetAt = (bytes: Buffer, at: number): number => 16 * digitAt(bytes, at) + digitAt(bytes, at + 1);

const digitAt = (bytes: Buffer, at: number): number => hexDigits.get(bytes[at] ?? 0) ?? -256;

const hexDigits: ReadonlyMap<number, number> = new Map(
  [..."0123456789abcdefABCDEF"].map((digit) => [digit.charCodeAt(0), Number.parseInt(digit, 16)]),
);
