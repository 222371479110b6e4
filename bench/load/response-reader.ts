/**
 * Takes the bytes of one connection and hands over each whole HTTP/1.1 response as text, a byte a character. Throws at a
 * response that does not state its length: no server here sends any.
 */
export function makeResponseReader(onResponse: (response: string) => void): (chunk: Buffer) => void {
  let text = "";
  return (chunk) => {
    text += chunk.toString("latin1");
    for (let length = responseLength(text); length <= text.length; length = responseLength(text)) {
      const response = text.slice(0, length);
      text = text.slice(length);
      onResponse(response);
    }
  };
}

/** Infinite as long as the head is not there in full. */
function responseLength(text: string): number {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd < 0) return Number.POSITIVE_INFINITY;
  const stated = /\r\ncontent-length: *([0-9]+)\r\n/i.exec(text);
  if (stated === null) throw new Error(`A response without a length: ${text.slice(0, headEnd)}`);
  return headEnd + 4 + Number(stated[1]);
}
