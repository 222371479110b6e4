import type { Steps } from "../../in-slices.ts";
import { findJsonFault } from "../../json/find-json-fault.ts";
import { decodePieces } from "./decode-pieces.ts";

/** `findJsonFault` of a file in UTF-8. */
export function* findBytesFault(bytes: Uint8Array): Steps<string | null> {
  let text = "";
  for (const piece of decodePieces(bytes)) {
    text += piece;
    yield;
  }
  return yield* findJsonFault(text);
}
