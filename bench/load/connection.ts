import { connect } from "node:net";

/** A POST of a JSON body as bytes. */
export function postOf(path: string, body: unknown): Buffer {
  const json = JSON.stringify(body);
  const head = [
    `POST ${path} HTTP/1.1`,
    "host: 127.0.0.1",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(json)}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${json}`);
}

/** An HTTP connection with at most one request under way. */
export type Connection = { readonly send: (request: Buffer) => void; readonly end: () => void };

export type ConnectionEvents = {
  readonly onResponse: (response: string) => void;
  /** The connection failed, or the server closed it. Not called after `end`. */
  readonly onError: (error: Error) => void;
};

/**
 * Opens a connection; resolves when it is open. On a bare socket, because an HTTP client would cost as much as the servers
 * that are measured.
 */
export function openConnection(port: number, { onResponse, onError }: ConnectionEvents): Promise<Connection> {
  return new Promise((resolve, reject) => {
    let isEnded = false;
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const fail = (error: Error): void => {
      if (isEnded) return;
      onError(error);
      reject(error);
    };
    const end = (): void => {
      isEnded = true;
      socket.end();
    };
    socket
      .on("data", makeResponseReader(onResponse))
      .on("error", fail)
      .on("close", () => fail(new Error("The server has closed a connection.")))
      .on("connect", () => resolve({ send: (request) => void socket.write(request), end }));
  });
}

/**
 * Takes the bytes of one connection and passes on each whole HTTP/1.1 response as text, one character per byte. Throws at a
 * response that does not state its length: no server here sends one.
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

/** Infinity until the whole head has arrived. */
function responseLength(text: string): number {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd < 0) return Number.POSITIVE_INFINITY;
  const stated = /\r\ncontent-length: *([0-9]+)\r\n/i.exec(text);
  if (stated === null) throw new Error(`A response without a length: ${text.slice(0, headEnd)}`);
  return headEnd + 4 + Number(stated[1]);
}
