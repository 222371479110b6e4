import { isUtf8 } from "node:buffer";
import type { InputFault } from "../../input-fault.ts";
import { pace } from "../../pace.ts";

const pieceBytes = 64 * 1024;

/** UTF-8 as text in pieces, no character cut in two; without a byte order mark. */
export function* decodePieces(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder();
  for (let from = 0; from < bytes.length; from += pieceBytes)
    yield decoder.decode(bytes.subarray(from, from + pieceBytes), { stream: true });
  yield decoder.decode();
}

/** Why bytes cannot be read as text, and on which line that shows; null where they can. Paced. */
export async function encodingFault(bytes: Uint8Array): Promise<InputFault | null> {
  if (isWorkbook(bytes)) return { path: "line 1", message: "is an Excel workbook; save the file as CSV UTF-8" };
  if (isUtf16(bytes)) return { path: "line 1", message: "is UTF-16; save the file as CSV UTF-8" };
  if (isUtf8(bytes)) return null;
  const line = await firstLineNotUtf8(bytes);
  return { path: `line ${line}`, message: "is not UTF-8; save the file as CSV UTF-8" };
}

/** By the first bytes of .xlsx (as of any zip file) and .xls. */
function isWorkbook(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  return start === "504b0304" || start === "d0cf11e0";
}

/** By its byte order mark, or by a NUL beside each of the first letters, which no text in UTF-8 has. */
function isUtf16(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return (a === 0 && b !== 0 && c === 0 && d !== 0) || (a !== 0 && b === 0 && c !== 0 && d === 0 && d !== undefined);
}

/** The first line that is not UTF-8, counted from 1, of bytes that are not all UTF-8. Lines are looked at many together. */
async function firstLineNotUtf8(bytes: Uint8Array): Promise<number> {
  let line = 1;
  let from = 0;
  for (;;) {
    const to = endOfLine(bytes, from + pieceBytes);
    if (!isUtf8(bytes.subarray(from, to))) break;
    line += await countLineEnds(bytes.subarray(from, to));
    from = to;
  }
  for (;;) {
    const to = endOfLine(bytes, from);
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to;
    if (++line % linesAtOnce === 0 && pace.isDue()) await pace.rest();
  }
}

const linesAtOnce = 1_000;

/** Where the line ends that has this byte. */
function endOfLine(bytes: Uint8Array, at: number): number {
  const lineEnd = bytes.indexOf(newLine, at);
  return lineEnd === -1 ? bytes.length : lineEnd + 1;
}

async function countLineEnds(bytes: Uint8Array): Promise<number> {
  let count = 0;
  for (let at = bytes.indexOf(newLine); at !== -1; at = bytes.indexOf(newLine, at + 1))
    if (++count % linesAtOnce === 0 && pace.isDue()) await pace.rest();
  return count;
}

const newLine = 0x0a;
