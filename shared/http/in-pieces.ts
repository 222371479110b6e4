/** A long answer as the library takes it: it need not be put together to one piece first. */
export async function* inPieces(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
