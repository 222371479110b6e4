/**
 * A long answer as the library takes it: it need not be put together to one piece first. Without empty pieces: the library's
 * stream of bytes waits for ever behind one.
 */
export async function* inPieces(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) if (piece.length > 0) yield piece;
}
