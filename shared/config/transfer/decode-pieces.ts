import { isUtf8 } from "node:buffer";

const pieceBytes = 64 * 1024;

/** UTF-8 as text in pieces, no character cut in two; without a byte order mark. */
export function* decodePieces(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder();
  for (let from = 0; from < bytes.length; from += pieceBytes)
    yield decoder.decode(bytes.subarray(from, from + pieceBytes), { stream: true });
  yield decoder.decode();
}

/** The first line that is not UTF-8, counted from 1; null when all are. */
export function firstLineNotUtf8(bytes: Uint8Array): number | null {
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
