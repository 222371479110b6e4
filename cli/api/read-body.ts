/** More than any answer has: the longest are the rows of a table, and every change of a plan. */
const bytesAtMost = 128 * 1024 * 1024;

export class TooLongError extends Error {}

/** The body of an answer. Throws a TooLongError before it fills the memory. */
export async function readBody({ body }: Response, limit = bytesAtMost): Promise<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > limit) throw new TooLongError(`an answer of more than ${limit} bytes`);
    parts.push(part);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}
