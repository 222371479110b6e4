import { inSlices, type Steps } from "../in-slices.ts";

/** How much of a text is put together before it is encoded. */
const pieceCharacters = 32 * 1024;

/**
 * A value as JSON in UTF-8 and in pieces, as `JSON.stringify` writes it. Lists and objects are gone through to the given
 * depth, and what lies deeper is written at once. Gives way to calls.
 */
export const jsonPieces = (value: unknown, depth: number): Promise<readonly Uint8Array[]> =>
  inSlices(encodeInSteps(textsOf(value, depth)));

/** Text bit by bit; undefined where there is none after some work. */
export type Texts = Generator<string | undefined, void, undefined>;

export function* encodeInSteps(texts: Texts): Steps<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  let waiting = "";
  for (const text of texts) {
    waiting += text ?? "";
    if (waiting.length >= pieceCharacters) {
      pieces.push(Buffer.from(waiting));
      waiting = "";
    }
    yield;
  }
  return [...pieces, Buffer.from(waiting)];
}

function* textsOf(value: unknown, depth: number): Texts {
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
