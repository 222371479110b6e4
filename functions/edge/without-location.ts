/** Members of a call that say where the caller is, and may be long; the last three are those of a question in Kamailio's form. */
const names: ReadonlySet<string> = new Set(["location", "rb", "cT", "geolocation"]);

/**
 * A call's JSON that says in the place of the location how long it was, `["too long: 90000 bytes"]`: for one that is too long to be
 * parsed with it, so that no location costs a call its decision. One pass, without parsing; what is no JSON stays what it is.
 */
export function withoutLocation(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for (const { from, end } of valuesOf(bytes)) {
    pieces.push(bytes.subarray(kept, from), Buffer.from(`["too long: ${end - from} bytes"]`));
    kept = end;
  }
  return Buffer.concat([...pieces, bytes.subarray(kept)]);
}

type Stretch = { readonly from: number; readonly end: number };

/** Where the values of those members of the outermost object are. */
function valuesOf(bytes: Uint8Array): readonly Stretch[] {
  const found: Stretch[] = [];
  let depth = 0;
  let name = "";
  let from: number | null = null;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      const end = endOfText(bytes, at);
      if (depth === 1 && from === null) name = Buffer.from(bytes.subarray(at + 1, Math.min(end, at + 20))).toString();
      at = end;
    } else if (byte === openBrace || byte === openBracket) depth++;
    else if (depth === 1 && byte === colon) from = at + 1;
    else if (depth === 1 && (byte === comma || byte === closeBrace)) {
      if (from !== null && names.has(name)) found.push({ from, end: at });
      from = null;
      if (byte === closeBrace) depth--;
    } else if (byte === closeBrace || byte === closeBracket) depth--;
  }
  return found;
}

/** Where the quote is that closes a text; the last byte where none does. */
function endOfText(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < bytes.length - 1 && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}

const [quote, backslash, colon, comma] = [0x22, 0x5c, 0x3a, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
