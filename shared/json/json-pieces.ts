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
  if (depth === 0 || typeof value !== "object" || value === null) yield JSON.stringify(value ?? null);
  else if (Array.isArray(value)) yield* textsOfList(value, depth);
  else yield* textsOfObject(value, depth);
}

/** Element by element: the entries of a long list would be made all at once. */
function* textsOfList(list: readonly unknown[], depth: number): Generator<string> {
  let before = "[";
  for (const element of list) {
    yield before;
    yield* textsOf(element, depth - 1);
    before = ",";
  }
  yield before === "," ? "]" : "[]";
}

function* textsOfObject(value: object, depth: number): Generator<string> {
  let before = "{";
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    yield* textsOf(member, depth - 1);
    before = ",";
  }
  yield before === "," ? "}" : "{}";
}
