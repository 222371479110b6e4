import { pace } from "../pace.ts";

/** How much of a text is put together before it is encoded. */
const pieceCharacters = 32 * 1024;

/**
 * A value as JSON in UTF-8, in pieces, as `JSON.stringify` writes it. Lists and objects are walked to the given depth, and
 * what lies deeper is written in one go. Paced.
 */
export const jsonPieces = (value: unknown, depth: number): Promise<readonly Uint8Array[]> =>
  encodePieces(textsOf(value, depth));

/** Puts texts together and encodes them in UTF-8, in pieces. Paced. */
export async function encodePieces(texts: Iterable<string> | AsyncIterable<string>): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  let waiting = "";
  for await (const text of texts) {
    waiting += text;
    if (waiting.length >= pieceCharacters) {
      pieces.push(Buffer.from(waiting));
      waiting = "";
    }
    if (pace.isDue()) await pace.rest();
  }
  return [...pieces, Buffer.from(waiting)];
}

function* textsOf(value: unknown, depth: number): Generator<string> {
  if (depth === 0 || typeof value !== "object" || value === null) return yield JSON.stringify(value ?? null);
  const isList = Array.isArray(value);
  let before = isList ? "[" : "{";
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined && !isList) continue;
    yield isList ? before : `${before}${JSON.stringify(name)}:`;
    yield* textsOf(member, depth - 1);
    before = ",";
  }
  yield before === "," ? (isList ? "]" : "}") : isList ? "[]" : "{}";
}
