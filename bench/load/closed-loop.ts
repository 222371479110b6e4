import { type Connection, openConnection } from "./connection.ts";

export type Load = {
  readonly port: number;
  /** Whole HTTP requests, sent in turn. */
  readonly requests: readonly Buffer[];
  /** Each always has one request under way. */
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
 * Sends requests over connections that stay open, each request as soon as the one before it is answered. Rejects when a
 * connection fails.
 */
export async function closedLoop({ port, requests, connections, durationMs, isExpected }: Load): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  let unexpected = 0;
  let sent = 0;
  const startedMs = performance.now();
  const untilMs = startedMs + durationMs;
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      let sentAtMs = 0;
      let opened: Connection | undefined;
      const next = (): void => {
        sentAtMs = performance.now();
        if (sentAtMs < untilMs) {
          opened?.send(requests[sent++ % requests.length] ?? Buffer.alloc(0));
        } else {
          opened?.end();
          resolve();
        }
      };
      const onResponse = (response: string): void => {
        latenciesMs.push(performance.now() - sentAtMs);
        if (!isExpected(response)) unexpected++;
        next();
      };
      openConnection(port, { onResponse, onError: reject }).then((connection) => {
        opened = connection;
        next();
      }, reject);
    });
  await Promise.all(Array.from({ length: connections }, run));
  const elapsedMs = performance.now() - startedMs;
  return { latenciesMs: latenciesMs.sort((a, b) => a - b), elapsedMs, unexpected };
}
