import type { HttpRequest } from "@azure/functions";

/**
 * Reads a body of at most `limitBytes`; null for a longer one. One that states its length is read whole, as the host has it in
 * memory already; of any other no more than the limit is kept.
 */
export async function readBytes(request: HttpRequest, limitBytes: number): Promise<Uint8Array | null> {
  const declared = request.headers.get("content-length");
  if (Number(declared ?? 0) > limitBytes) return null;
  if (declared !== null) return readWhole(request, limitBytes);
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

/** The quick way, for what cannot be long. */
async function readWhole(request: HttpRequest, limitBytes: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length > limitBytes ? null : bytes;
}

const none: AsyncIterable<Uint8Array> = { async *[Symbol.asyncIterator]() {} };
