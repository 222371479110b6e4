import type { HttpRequest } from "@azure/functions";

/** Reads a body of at most `limitBytes`; null for a longer one, of which no more than that is kept. */
export async function readBytes(request: HttpRequest, limitBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) return null;
  const pieces: Uint8Array[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array> = request.body ?? none;
  for await (const piece of body) {
    length += piece.length;
    if (length > limitBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const none: AsyncIterable<Uint8Array> = { async *[Symbol.asyncIterator]() {} };
