import { connect } from "node:net";
import { makeResponseReader } from "./response-reader.ts";

export type Load = {
  readonly port: number;
  /** Whole HTTP requests, sent in turn. */
  readonly requests: readonly Buffer[];
  /** Each has one request under way at any time. */
  readonly connections: number;
  readonly durationMs: number;
  /** Whether a response is the right one. */
  readonly isExpected: (response: string) => boolean;
};

export type LoadResult = {
  /** From writing a request to having its whole response, sorted. */
  readonly latenciesMs: readonly number[];
  readonly elapsedMs: number;
  /** How many responses were not the right one. */
  readonly unexpected: number;
};

/**
 * Sends requests over connections that are kept open, each as soon as the last is answered. On bare sockets, because an HTTP
 * client would cost as much as the servers that are to be measured. Rejects when a connection fails.
 */
export async function closedLoop({ port, requests, connections, durationMs, isExpected }: Load): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  let unexpected = 0;
  let sent = 0;
  const next = (): Buffer => requests[sent++ % requests.length] ?? Buffer.alloc(0);
  const startedMs = performance.now();
  const untilMs = startedMs + durationMs;
  const onResponse = (response: string, latencyMs: number): void => {
    latenciesMs.push(latencyMs);
    if (!isExpected(response)) unexpected++;
  };
  await Promise.all(Array.from({ length: connections }, () => runConnection(port, untilMs, next, onResponse)));
  const elapsedMs = performance.now() - startedMs;
  return { latenciesMs: latenciesMs.sort((a, b) => a - b), elapsedMs, unexpected };
}

function runConnection(
  port: number,
  untilMs: number,
  next: () => Buffer,
  onResponse: (response: string, latencyMs: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let sentAtMs = 0;
    const send = (): void => {
      sentAtMs = performance.now();
      if (sentAtMs < untilMs) socket.write(next());
      else socket.end();
    };
    const read = makeResponseReader((response) => {
      onResponse(response, performance.now() - sentAtMs);
      send();
    });
    socket.on("connect", send).on("data", read).on("error", reject).on("close", resolve);
  });
}
