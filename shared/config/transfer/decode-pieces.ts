import { isUtf8 } from "node:buffer";

const pieceBytes = 64 * 1024;

/** UTF-8 as text in pieces, no character cut in two; without a byte order mark. */
export function* decodePieces(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder();
  for (let from = 0; from < bytes.length; from += pieceBytes)
    yield decoder.decode(bytes.subarray(from, from + pieceBytes), { stream: true });
  yield decoder.decode();
}

/** Why bytes cannot be read as text, and on which line that shows; null where they can. */
export function encodingFault(bytes: Uint8Array): { readonly path: string; readonly message: string } | null {
  if (isUtf16(bytes)) return { path: "line 1", message: "is UTF-16; save the file as CSV UTF-8" };
  const line = firstLineNotUtf8(bytes);
  return line === null ? null : { path: `line ${line}`, message: "is not UTF-8; save the file as CSV UTF-8" };
}

/** By its byte order mark, or by a NUL beside each of the first letters, which no text in UTF-8 has. */
function isUtf16(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return (a === 0 && b !== 0 && c === 0 && d !== 0) || (a !== 0 && b === 0 && c !== 0 && d === 0 && d !== undefined);
}

/** The first line that is not UTF-8, counted from 1; null when all are. */
function firstLineNotUtf8(bytes: Uint8Array): number | null {
  if (isUtf8(bytes)) return null;
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const newLine = bytes.indexOf(0x0a, from);
    const to = newLine === -1 ? bytes.length : newLine + 1;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to;
  }
  return line;
}
